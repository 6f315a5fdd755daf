/**
 * The command line, stable: tests and users rely on it. Results go to standard output, progress and sentences about
 * errors to standard error. Exit status: 0 done, 1 failed, 2 wrong usage. No tensor code stands here.
 */
package studio.kintsugi.cli;
