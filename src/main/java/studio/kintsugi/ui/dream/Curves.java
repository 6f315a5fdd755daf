package studio.kintsugi.ui.dream;

import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.ui.text.Texts;

/** Score and loss of a dream, step by step. */
final class Curves extends LineChart<Number, Number> {
    private final XYChart.Series<Number, Number> scores = new XYChart.Series<>();
    private final XYChart.Series<Number, Number> losses = new XYChart.Series<>();

    Curves() {
        super(axis(), axis());
        setId("dream-scores");
        setAccessibleText(Texts.of("dream.scores"));
        setAnimated(false);
        setCreateSymbols(false);
        setPrefHeight(180);
        setMinHeight(180);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        scores.setName(Texts.of("dream.score"));
        losses.setName(Texts.of("dream.loss"));
        getData().add(scores);
        getData().add(losses);
    }

    private static NumberAxis axis() {
        NumberAxis axis = new NumberAxis();
        axis.setForceZeroInRange(false);
        return axis;
    }

    /** Begins anew; only now there is something to see. */
    void clear() {
        setVisible(true);
        scores.getData().clear();
        losses.getData().clear();
    }

    void add(Dream.Report report) {
        scores.getData().add(new XYChart.Data<>(report.step(), report.cosine()));
        losses.getData().add(new XYChart.Data<>(report.step(), report.loss()));
    }
}
