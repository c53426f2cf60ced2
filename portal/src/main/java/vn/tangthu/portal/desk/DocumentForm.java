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
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.UseMode;

/** The fields of a document. Its code and place in the hồ sơ stay; the port judges the rest. */
final class DocumentForm {
    private final DocumentDescription old;
    private final Forms forms;
    private final Select<DocumentType> type;
    private final TextField number;
    private final TextField notation;
    private final TextField issued;
    private final TextField organ;
    private final TextArea subject;
    private final MultiSelectComboBox<LanguageCode> languages;
    private final IntegerField pages;
    private final TextField inforSign;
    private final TextField keyword;
    private final Select<UseMode> mode;
    private final Select<ConfidenceLevel> confidence;
    private final TextArea autograph;
    private final Select<PhysicalCondition> format;
    private final Select<Boolean> process;
    private final TextArea note;
    private final TextField docId;
    private final Select<Maintenance> maintenance;
    private final Select<Boolean> risk;
    private final Select<Boolean> riskStatus;

    DocumentForm(DocumentDescription d, Words words) {
        old = d;
        forms = new Forms(words);
        subject = forms.area("field.subject", d.subject(), 500);
        type = forms.code("field.typeName", DocumentType.class, d.typeName());
        number = forms.text("field.codeNumber", d.codeNumber(), 11);
        notation = forms.text("field.codeNotation", d.codeNotation(), 30);
        issued = forms.date("field.issuedDate", d.issuedDate());
        organ = forms.text("field.organName", d.organName(), 200);
        languages = forms.codes("field.languages", LanguageCode.class, d.languages());
        pages = forms.number("field.numberOfPage", d.numberOfPage());
        inforSign = forms.text("field.inforSign", d.inforSign(), 30);
        keyword = forms.text("field.keyword", d.keyword(), 100);
        mode = forms.code("field.mode", UseMode.class, d.mode());
        confidence =
                forms.code("field.confidenceLevel", ConfidenceLevel.class, d.confidenceLevel());
        format = forms.code("field.format", PhysicalCondition.class, d.format());
        process = forms.yesNo("field.process", d.process());
        docId = forms.text("field.docId", d.docId(), 25);
        maintenance = forms.code("field.maintenance", Maintenance.class, d.maintenance());
        risk = forms.yesNo("field.riskRecovery", d.riskRecovery());
        riskStatus = forms.yesNo("field.riskRecoveryStatus", d.riskRecoveryStatus());
        autograph = forms.area("field.autograph", d.autograph(), 2_000);
        note = forms.area("field.description", d.description(), 500);
    }

    Div form() {
        return forms.form();
    }

    boolean readable() {
        issued.setInvalid(!Forms.isDate(issued.getValue()));
        return !issued.isInvalid();
    }

    DocumentDescription value() {
        return new DocumentDescription(
                old.docCode(),
                old.docOrdinal(),
                type.getValue(),
                Forms.textOf(number),
                Forms.textOf(notation),
                Forms.dateOf(issued),
                Forms.textOf(organ),
                subject.getValue().strip(),
                List.copyOf(languages.getSelectedItems()),
                pages.getValue(),
                Forms.textOf(inforSign),
                Forms.textOf(keyword),
                mode.getValue(),
                confidence.getValue(),
                Forms.textOf(autograph),
                format.getValue(),
                process.getValue(),
                Forms.textOf(note),
                Forms.textOf(docId),
                maintenance.getValue(),
                risk.getValue(),
                riskStatus.getValue());
    }
}
