package studio.kintsugi.service.restoration;

import java.util.Optional;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.store.ModelCard;

/**
 * What came of a step.
 *
 * @param picture at full strength
 * @param standIn the faster variant that a preview was made with in the place of the step's model; empty where that
 *     made it
 */
public record RestoredPicture(Picture picture, Optional<ModelCard> standIn) {}
