package studio.kintsugi.ui.dream;

import javafx.geometry.Pos;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Charts a dream's score and loss over its steps. */
final class DreamCurves extends VBox {
    private static final double HEIGHT = 140;

    private final XYChart.Series<Number, Number> scores = new XYChart.Series<>();
    private final XYChart.Series<Number, Number> losses = new XYChart.Series<>();

    DreamCurves() {
        LineChart<Number, Number> chart = new LineChart<>(axis(), axis());
        chart.setId("dream-scores");
        chart.accessibleTextProperty().bind(Texts.text("dream.scores"));
        chart.setAnimated(false);
        chart.setCreateSymbols(false);
        // a chart this small has no room for JavaFX's own legend
        chart.setLegendVisible(false);
        chart.setPrefHeight(HEIGHT);
        chart.setMinHeight(HEIGHT);
        chart.getData().add(scores);
        chart.getData().add(losses);
        HBox key = new HBox(12, key("dream.score", "score-key"), key("dream.loss", "loss-key"));
        key.setAlignment(Pos.CENTER);
        getStyleClass().add("curves");
        getChildren().addAll(chart, key);
    }

    private static Label key(String text, String style) {
        return Controls.text(Texts.text(() -> "\u2014 " + Texts.of(text)), "text-small", style);
    }

    private static NumberAxis axis() {
        NumberAxis axis = new NumberAxis();
        axis.setForceZeroInRange(false);
        return axis;
    }

    /** Clears the curves. */
    void clear() {
        scores.getData().clear();
        losses.getData().clear();
    }

    void add(Dream.Report report) {
        scores.getData().add(new XYChart.Data<>(report.step(), report.cosine()));
        losses.getData().add(new XYChart.Data<>(report.step(), report.loss()));
    }
}
