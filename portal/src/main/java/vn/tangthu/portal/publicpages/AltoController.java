package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.portal.outgoing.AltoResponse;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;

/** The text of a file with the places of its words, for programs. */
@Controller
class AltoController {
    private final AltoTexts texts;

    AltoController(AltoTexts texts) {
        this.texts = texts;
    }

    @GetMapping("/tep/{id}/alto.xml")
    void alto(@PathVariable String id, HttpServletResponse response) throws IOException {
        ContentFileId file = new ContentFileId(Ids.uuid(id));
        AltoTexts.Alto alto = texts.of(file, Reader.ANONYMOUS).orElseThrow(NotHere::new);
        AltoResponse.write(alto, file, response);
    }
}
