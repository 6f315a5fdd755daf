package studio.kintsugi.ui.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.restoration.Job;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;

/** A step that is being done to an open picture, or waits to be. For the JavaFX thread. */
public final class RunningStep {
    private final Document document;
    private final Step step;
    private final RunOptions options;
    private final List<FinishedPart> parts = new ArrayList<>();
    private double strength;
    private Picture source;
    private Picture input;
    private Job job;
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

    /** What makes the preview in the place of the step's model, if anything does. */
    public Optional<ModelCard> standIn() {
        return Optional.ofNullable(job).flatMap(Job::standIn);
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

    /** What the step is done to, at its own size; null as long as {@link #input()} is. */
    public Picture source() {
        return source;
    }

    /** What has been mended so far, for a view that comes back to this picture. */
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

    void running(Job started) {
        job = started;
    }
}
