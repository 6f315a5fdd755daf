package studio.kintsugi.cluster.records;

import java.io.Serializable;

/**
 * What the driver hears of one part of the plan.
 *
 * @param part its number
 * @param groups how many there are to be done
 * @param pictures how many they hold
 */
public record PartSummary(int part, int groups, long pictures) implements Serializable {}
