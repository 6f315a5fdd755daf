/**
 * Every model there is or could be: {@link studio.kintsugi.service.library.ModelLibrary} lists them, imports,
 * downloads, verifies and removes them, for the model manager and the command line.
 *
 * <p>A checkpoint is first looked at ({@link studio.kintsugi.service.library.ImportCandidate}) and only then stored,
 * with what the user chose. Downloads are jobs on the threads {@code download-0} and so on; the file is checked,
 * imported and thrown away. The other methods are slow and meant for a job of their caller's.
 */
package studio.kintsugi.service.library;
