/** The six papers, one package each; here stands what they have in common. */
package studio.kintsugi.models;
