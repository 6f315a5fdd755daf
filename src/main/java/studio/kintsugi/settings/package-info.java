/**
 * Settings that last between two starts,
         as small JSON files in the platform's configuration directory. A lost or damaged
 * file resets a setting and never stops the program.
 */
package studio.kintsugi.settings;
