package studio.kintsugi.ui.preferences;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** What the program is, its version, what it stands on and under which licences. */
public final class AboutPage extends VBox {
    private final Button close;

    /**
     * @param onClose closes the page
     */
    public AboutPage(Runnable onClose) {
        super(12);
        setId("about");
        getStyleClass().add("page");
        close = Controls.iconButton("about-close", "fth-x", Texts.text("page.close.hint"), onClose);
        getChildren().addAll(
                new HBox(12, Controls.text(Texts.text("application"), "title-2", "brand"), Controls.gap(), close),
                Controls.text(Texts.text("about.version", Texts.text(AboutPage::version),
                        Runtime.version().toString())),
                Controls.text(Texts.text("about.what")),
                Controls.text(Texts.text("about.papers"), "text-muted"),
                Controls.text(Texts.text("about.licences"), "text-muted"));
    }

    /** What has the focus when the page is shown. */
    public Node first() {
        return close;
    }

    /** As the built application's manifest has it; a run from its classes has none. */
    private static String version() {
        return Optional.ofNullable(AboutPage.class.getPackage().getImplementationVersion())
                .orElseGet(() -> Texts.of("about.version.none"));
    }
}
