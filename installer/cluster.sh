#!/usr/bin/env bash
# Starts Spark on this machine, a master and two workers, for trying things out; with "stop", ends them.
# Ports, memory and cores of each worker can be set in the environment: see below.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
home=${KINTSUGI_CLUSTER_HOME:-$top/target/kintsugi-cluster}
state=${KINTSUGI_CLUSTER_STATE:-$top/target/spark}
port=${KINTSUGI_CLUSTER_PORT:-7077}
memory=${KINTSUGI_WORKER_MEMORY:-2g}
cores=${KINTSUGI_WORKER_CORES:-2}
master=spark://127.0.0.1:$port

stop() {
  local file pid
  for file in "$state"/*.pid; do
    [ -f "$file" ] || continue
    pid=$(cat "$file")
    # the number may have been given to another process in the meantime
    if grep -qa org.apache.spark.deploy "/proc/$pid/cmdline" 2>/dev/null || { [ ! -d /proc ] && kill -0 "$pid"; }; then
      kill "$pid" 2>/dev/null || true
      while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    fi
    rm -f "$file"
  done
}

# Waits until a line of a process's log says something.
await() {
  local name=$1 words=$2
  for _ in $(seq 600); do
    grep -q "$words" "$state/$name.log" 2>/dev/null && return
    kill -0 "$(cat "$state/$name.pid")" 2>/dev/null || break
    sleep 0.1
  done
  echo "kintsugi: Spark's $name did not start: see $state/$name.log." >&2
  stop
  exit 1
}

start() {
  local name=$1
  shift
  nohup "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -cp "$home/jars/*" \
    -Dlog4j2.configurationFile="$state/log4j2.properties" "$@" >"$state/$name.log" 2>&1 </dev/null &
  echo $! >"$state/$name.pid"
}

if [ "${1:-start}" = stop ]; then
  stop
  exit
fi
if [ ! -d "$home/jars" ]; then
  bash "$top/installer/setup.sh"
  mvn -B -q -f "$top/pom.xml" package -DskipTests >&2
fi
stop
mkdir -p "$state"
JAVA_HOME=$(bash "$home/bin/kintsugi-cluster" --java-home)
export JAVA_HOME SPARK_HOME=$home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1
cat >"$state/log4j2.properties" <<'END'
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
END
start master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
await master "Starting Spark master"
for worker in worker-1 worker-2; do
  start "$worker" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 -c "$cores" -m "$memory" \
    -d "$state/$worker" --webui-port 0 "$master"
done
for worker in worker-1 worker-2; do
  await "$worker" "Successfully registered with master"
done
echo "$master"
