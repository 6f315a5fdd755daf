/** {@code kintsugi experiment}: one subcommand for each of the papers' experiments. */
package studio.kintsugi.cli.experiment;
