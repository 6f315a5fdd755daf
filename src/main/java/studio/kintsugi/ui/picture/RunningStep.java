package studio.kintsugi.ui.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.compare.FinishedPart;
import studio.kintsugi.ui.compare.Veil;

/** A running or waiting step of an open picture. For the JavaFX thread. */
public final class RunningStep {
    private final Document document;
    private final Step step;
    private final List<Step> further;
    private final RunOptions options;
    private final List<FinishedPart> parts = new ArrayList<>();
    private final Optional<List<Step>> steps;
    private double strength;
    private Picture source;
    private Picture input;
    private Job<?, ?> job;
    private Optional<ModelCard> standIn = Optional.empty();
    private boolean cancelled;
    private boolean superseded;
    private Runnable whenCancelled = () -> { };
    private Runnable whenWithdrawn = () -> { };

    /**
     * @param work the step, and those that follow it on the same picture
     * @param steps the history up to this step, where it computes what the history says; empty where it is added once
     *     it is done
     */
    RunningStep(Document document, List<Step> work, RunOptions options, Optional<List<Step>> steps) {
        this.steps = steps;
        this.document = document;
        this.step = work.getFirst();
        this.further = List.copyOf(work.subList(1, work.size()));
        this.options = options;
        this.strength = step.strength();
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

    /** Whether it computes again what the history says, rather than something new. */
    public boolean isUpdate() {
        return steps.isPresent();
    }

    Optional<List<Step>> steps() {
        return steps;
    }

    /** Whether it was cancelled because the history has changed meanwhile. */
    public boolean isSuperseded() {
        return superseded;
    }

    void supersede() {
        superseded = true;
        cancel();
    }

    /** The faster variant that made the preview instead of the step's model; known once it is done. */
    public Optional<ModelCard> standIn() {
        return standIn;
    }

    /** How much of the result will show, 0–1. */
    public double strength() {
        return strength;
    }

    /** Changes how much of the result will show; needs no new run. */
    public void setStrength(double value) {
        strength = value;
    }

    /** The picture before, of the size of the result; null until the previous steps are blended. */
    public Picture input() {
        return input;
    }

    /** The input at its own size; null as long as {@link #input()} is. */
    public Picture source() {
        return source;
    }

    /** What of the result will show; empty where it will show everywhere. */
    public Optional<Veil> veil() {
        return steps.filter(done -> step.mask() != null).map(done -> new Veil(step.mask(),
                Replay.placement(step, document.bounds(), done), input));
    }

    /** The parts finished so far, for a view that returns to this picture. */
    public List<FinishedPart> parts() {
        return Collections.unmodifiableList(parts);
    }

    /** Cancels the step, within half a second. */
    public void cancel() {
        cancelled = true;
        whenCancelled.run();
        whenWithdrawn.run();
        if (job != null) {
            job.cancel();
        }
    }

    /** Calls {@code listener} when the step is cancelled, for the queue it may still wait in. */
    void whenWithdrawn(Runnable listener) {
        whenWithdrawn = listener;
    }

    /** The step and those that follow on the same picture. */
    public List<Step> work() {
        List<Step> work = new ArrayList<>(further);
        work.addFirst(step);
        return List.copyOf(work);
    }

    /** The steps that follow on the same picture. */
    List<Step> further() {
        return further;
    }

    void setPaused(boolean paused) {
        if (job != null && paused) {
            job.pause();
        } else if (job != null) {
            job.resume();
        }
    }

    /** Calls {@code listener} when the step is cancelled. */
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
