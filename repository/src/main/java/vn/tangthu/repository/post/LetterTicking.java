package vn.tangthu.repository.post;

import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/** Sends letters, every {@code tangthu.mail.every}. */
@Component
class LetterTicking extends Ticking {
    private final StoredLetters letters;

    LetterTicking(StoredLetters letters, MailProperties properties) {
        super("letters", properties.every(), properties.background());
        this.letters = letters;
    }

    @Override
    protected void tick() {
        letters.sendDue();
    }
}
