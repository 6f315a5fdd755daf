package studio.kintsugi.ui.common;

import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.ListCell;

/** A value in a list, said in words that follow the language. */
final class TextCell<T> extends ListCell<T> {
    private final Function<T, String> words;
    private final InvalidationListener whenSpoken = o -> say();

    TextCell(Function<T, String> words) {
        this.words = words;
        Texts.language().addListener(new WeakInvalidationListener(whenSpoken));
    }

    @Override
    protected void updateItem(T item, boolean empty) {
        super.updateItem(item, empty);
        say();
    }

    private void say() {
        // a property that nobody reads tells of its first change alone
        Texts.language().getValue();
        setText(isEmpty() || getItem() == null ? null : words.apply(getItem()));
    }
}
