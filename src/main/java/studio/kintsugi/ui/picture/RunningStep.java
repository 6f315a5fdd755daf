package studio.kintsugi.ui.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;

/** A step that runs on an open picture, or waits to. For the JavaFX thread. */
public final class RunningStep {
    private final Document document;
    private final Step step;
    private final RunOptions options;
    private final List<FinishedPart> parts = new ArrayList<>();
    private double strength;
    private Picture source;
    private Picture input;
    private Job<?, ?> job;
    private Optional<ModelCard> standIn = Optional.empty();
    private boolean cancelled;
    private Runnable whenCancelled = () -> { };

    RunningStep(Document document, Step step, RunOptions options) {
        this.document = document;
        this.step = step;
        this.options = options;
        this.strength = step.number("strength", 1);
    }

    public Document document() {
        return document;
    }

    public Step step() {
        return step;
    }

    public boolean isPreview() {
        return options.previewOnly();
    }

    /** What made the preview in the place of the step's model; known once it is done. */
    public Optional<ModelCard> standIn() {
        return standIn;
    }

    /** How much of the result will show, 0–1. */
    public double strength() {
        return strength;
    }

    /** Changes how much of the result will show; costs no second run. */
    public void setStrength(double value) {
        strength = value;
    }

    /** What the result is compared with, of its size; null until the steps before it are blended. */
    public Picture input() {
        return input;
    }

    /** What the step is applied to, at its own size; null as long as {@link #input()} is. */
    public Picture source() {
        return source;
    }

    /** What is finished so far, for a view that comes back to this picture. */
    public List<FinishedPart> parts() {
        return Collections.unmodifiableList(parts);
    }

    /** Asks for an end, which comes within half a second. */
    public void cancel() {
        cancelled = true;
        whenCancelled.run();
        if (job != null) {
            job.cancel();
        }
    }

    /** Has {@code listener} hear when an end is asked for. */
    void whenCancelled(Runnable listener) {
        whenCancelled = listener;
    }

    RunOptions options() {
        return options;
    }

    void add(FinishedPart part) {
        parts.add(part);
    }

    boolean isCancelled() {
        return cancelled;
    }

    void begin(Picture from, Picture picture) {
        source = from;
        input = picture;
    }

    void running(Job<?, ?> started) {
        job = started;
    }

    void madeWith(Optional<ModelCard> variant) {
        standIn = variant;
    }
}
