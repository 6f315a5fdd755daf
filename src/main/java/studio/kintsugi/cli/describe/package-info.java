/** The command line described for others: manual pages and completion for shells, from what {@code --help} shows. */
package studio.kintsugi.cli.describe;
