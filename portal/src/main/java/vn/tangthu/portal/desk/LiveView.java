package vn.tangthu.portal.desk;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.PageView;

/**
 * A page that follows work going on: it asks again every {@link #EVERY} milliseconds, but only
 * while something moves, so that a forgotten browser tab does not keep its session alive.
 */
abstract class LiveView extends PageView {
    private static final long serialVersionUID = 1L;
    private static final int EVERY = 2_000;
    private @Nullable Registration polls;

    /** Shows how things are now; whether something moves. */
    abstract boolean refresh();

    /** Looks now, and goes on looking while something moves. */
    final void follow() {
        boolean moves = refresh();
        getUI().ifPresent(ui -> ui.setPollInterval(moves ? EVERY : -1));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        UI ui = event.getUI();
        polls = ui.addPollListener(e -> follow());
        follow();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (polls != null) {
            polls.remove();
        }
        event.getUI().setPollInterval(-1);
        super.onDetach(event);
    }
}
