/**
 * A recipe over any number of pictures on a cluster: {@code kintsugi apply --on}. Here is what runs in the driver: the
 * command, its Spark settings, and {@link studio.kintsugi.cluster.ClusterRun}, which has the stages done one after the
 * other. What runs on the cluster's hosts is in {@code stages}.
 */
package studio.kintsugi.cluster;
