/** What stages hand to each other: small records, most of them lines of JSON in files of the output's file system. */
package studio.kintsugi.cluster.records;
