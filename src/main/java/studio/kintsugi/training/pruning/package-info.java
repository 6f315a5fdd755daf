/**
 * Pruning by GAL (arXiv 1903.09291) for the application's own networks: search for masks, cutting, training further,
 * and a report of what was gained and lost.
 */
package studio.kintsugi.training.pruning;
