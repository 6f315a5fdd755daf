package studio.kintsugi.cluster.records;

import java.io.Serializable;

/**
 * One task: some pictures of similar cost to others.
 *
 * @param part of the plan that it is in
 * @param number within that part
 */
public record Group(int part, int number) implements Serializable {}
