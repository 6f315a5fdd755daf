/** What commands share: common options, output to the console, files one after another, and Ctrl-C. */
package studio.kintsugi.cli.common;
