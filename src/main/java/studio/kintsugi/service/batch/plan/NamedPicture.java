package studio.kintsugi.service.batch.plan;

import java.time.LocalDate;

/**
 * What the name of a result is made from.
 *
 * @param file name of the picture
 * @param folder name of the folder that it lies in; empty where that has none
 * @param number within the batch, from 1
 * @param date of its last change
 */
public record NamedPicture(String file, String folder, long number, LocalDate date) {}
