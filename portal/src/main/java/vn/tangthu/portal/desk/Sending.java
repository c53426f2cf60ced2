package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.shell.Words;

/**
 * Sends files and folders to the desk and goes on where a line broke: a small element of our own
 * around tus-js-client (MIT). It speaks to {@code /app-tai-len}, not to this component; this one
 * only gives it words and hears when something has arrived.
 */
@Tag("tt-upload")
@JavaScript("context://upload/tus-4.3.1.min.js")
@JavaScript("context://upload/tt-upload.js")
@JavaScript("context://upload/tt-upload-view.js")
final class Sending extends Component {
    private static final long serialVersionUID = 1L;

    /**
     * @param arrived when a package has arrived whole
     */
    Sending(Words words, Runnable arrived) {
        Map<String, String> texts = new TreeMap<>();
        for (String key : words.keys("upload.")) {
            texts.put(key.substring("upload.".length()), words.of(key));
        }
        for (String key : Set.of("seconds", "minutes", "hours", "days")) {
            texts.put("duration." + key, words.of("duration." + key));
        }
        getElement().setAttribute("lang", words.locale().getLanguage().toLowerCase(Locale.ROOT));
        getElement().setAttribute("words", JsonMapper.shared().writeValueAsString(texts));
        getElement().addEventListener("tt-arrived", e -> arrived.run());
        // Somebody who sends for hours is at work, though nobody presses anything: coming here
        // keeps the session.
        getElement().addEventListener("tt-sending", e -> {});
    }
}
