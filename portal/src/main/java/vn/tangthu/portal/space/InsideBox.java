package vn.tangthu.portal.space;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.portal.shell.Addresses;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AipId;

/** The box to search inside one hồ sơ. */
final class InsideBox extends Div {
    private static final long serialVersionUID = 1L;

    InsideBox(AipId record, String query, Words words) {
        addClassNames("tt-row", "tt-fields");
        TextField box = new TextField(words.of("inside.label"));
        box.setMaxLength(SearchRequest.MAX_QUERY);
        box.setClearButtonVisible(true);
        box.setValue(query.substring(0, Math.min(query.length(), SearchRequest.MAX_QUERY)));
        Button go = new Button(words.of("search.go"), e -> go(record, box.getValue()));
        go.setAriaLabel(words.of("inside.label"));
        box.addKeyPressListener(Key.ENTER, e -> go(record, box.getValue()));
        add(box, go);
    }

    private void go(AipId record, String query) {
        String address = InsidePage.address(record, query.strip(), null);
        Addresses.go(this, address);
    }
}
