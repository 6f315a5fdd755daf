@echo off
rem Runs recipes on Spark: the driver, with Spark's jars and Kintsugi's, in a process of its own. Settings of Java's for
rem it, its memory say, are taken from KINTSUGI_DRIVER_OPTS.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set VERSION=0
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1" ^| findstr /i "version"') do for /f "delims=.-" %%m in (%%v) do set "VERSION=%%~m"
if %VERSION% LSS 25 (
  echo kintsugi: Java 25 or newer is needed: install a JDK 25, Eclipse Temurin say, or set JAVA_HOME to one. 1>&2
  exit /b 1
)
set "SPARK_HOME=%HOME_DIR%"
set "SPARK_SCALA_VERSION=2.13"
if not defined OMP_WAIT_POLICY set OMP_WAIT_POLICY=PASSIVE
"%JAVA%" -XX:+UseSerialGC -Xmx1g --add-exports java.base/jdk.internal.module=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dai.djl.offline=true %KINTSUGI_DRIVER_OPTS% "-Dkintsugi.cluster.home=%HOME_DIR%" -cp "%HOME_DIR%\lib\*;%HOME_DIR%\jars\*" studio.kintsugi.cluster.Main %*
