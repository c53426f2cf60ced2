package vn.tangthu.portal.desk;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.UseMode;

/** The 18 fields of a hồ sơ. Its code stays; the port judges the rest, all at once. */
final class FileForm {
    private final FileDescription old;
    private final Forms forms;
    private final TextArea title;
    private final Select<Maintenance> maintenance;
    private final Select<UseMode> mode;
    private final MultiSelectComboBox<LanguageCode> languages;
    private final TextField start;
    private final TextField end;
    private final TextField keyword;
    private final IntegerField totalDoc;
    private final IntegerField papers;
    private final IntegerField pages;
    private final Select<PhysicalCondition> format;
    private final TextField inforSign;
    private final Select<ConfidenceLevel> confidence;
    private final TextField paperCode;
    private final Select<Boolean> risk;
    private final Select<Boolean> riskStatus;
    private final TextArea note;

    FileForm(FileDescription d, Words words) {
        old = d;
        forms = new Forms(words);
        title = forms.area("field.title", d.title(), 1_000);
        maintenance = forms.code("field.maintenance", Maintenance.class, d.maintenance());
        maintenance.setEmptySelectionAllowed(false);
        mode = forms.code("field.mode", UseMode.class, d.mode());
        languages = forms.codes("field.languages", LanguageCode.class, d.languages());
        start = forms.date("field.startDate", d.startDate());
        end = forms.date("field.endDate", d.endDate());
        keyword = forms.text("field.keyword", d.keyword(), 100);
        totalDoc = forms.number("field.totalDoc", d.totalDoc());
        papers = forms.number("field.numberOfPaper", d.numberOfPaper());
        pages = forms.number("field.numberOfPage", d.numberOfPage());
        format = forms.code("field.format", PhysicalCondition.class, d.format());
        inforSign = forms.text("field.inforSign", d.inforSign(), 30);
        confidence =
                forms.code("field.confidenceLevel", ConfidenceLevel.class, d.confidenceLevel());
        paperCode = forms.text("field.paperFileCode", d.paperFileCode(), 100);
        risk = forms.yesNo("field.riskRecovery", d.riskRecovery());
        riskStatus = forms.yesNo("field.riskRecoveryStatus", d.riskRecoveryStatus());
        note = forms.area("field.description", d.description(), 2_000);
    }

    Div form() {
        return forms.form();
    }

    /** Whether dates can be read; the fields that cannot are marked. */
    boolean readable() {
        start.setInvalid(!Forms.isDate(start.getValue()));
        end.setInvalid(!Forms.isDate(end.getValue()));
        return !start.isInvalid() && !end.isInvalid();
    }

    FileDescription value() {
        return new FileDescription(
                old.arcFileCode(),
                title.getValue().strip(),
                maintenance.getValue(),
                mode.getValue(),
                List.copyOf(languages.getSelectedItems()),
                Forms.dateOf(start),
                Forms.dateOf(end),
                Forms.textOf(keyword),
                totalDoc.getValue(),
                papers.getValue(),
                pages.getValue(),
                format.getValue(),
                Forms.textOf(inforSign),
                confidence.getValue(),
                Forms.textOf(paperCode),
                risk.getValue(),
                riskStatus.getValue(),
                Forms.textOf(note));
    }
}
