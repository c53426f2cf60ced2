package vn.tangthu.portal.desk;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.Optional;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Contractors;

/** Whom a delivery comes from: one who is known, or a new name. */
final class ContractorField extends ComboBox<String> {
    private static final long serialVersionUID = 1L;

    /**
     * @param chosen told each name, empty when the field was cleared
     */
    ContractorField(
            Contractors contractors,
            String value,
            Words words,
            SerializableConsumer<String> chosen) {
        super(words.of("contractor.label"));
        setItems(contractors.names());
        setHelperText(words.of("contractor.help"));
        setErrorMessage(words.of("contractor.required"));
        setAllowCustomValue(true);
        setClearButtonVisible(true);
        setWidth("22rem");
        setMaxWidth("100%");
        if (!value.isEmpty()) {
            setValue(value);
        }
        addCustomValueSetListener(
                e -> {
                    String name = e.getDetail().strip();
                    if (name.length() <= Contractors.LONGEST_NAME) {
                        setValue(name.isEmpty() ? null : name);
                    }
                });
        addValueChangeListener(
                e -> {
                    setInvalid(false);
                    chosen.accept(e.getValue() == null ? "" : e.getValue());
                });
    }

    /** The name; when there is none, the field asks for it. */
    Optional<String> asked() {
        String name = getValue();
        if (name == null || name.isBlank()) {
            setInvalid(true);
            focus();
            return Optional.empty();
        }
        return Optional.of(name);
    }
}
