@echo off
rem Starts Kintsugi from its own directory with any JDK 25 or newer.
setlocal
set "HOME_DIR=%~dp0.."

rem Recipes on a cluster are another program's, with jars of its own in the folder beside this one.
if not "%~1"=="apply" goto desktop
set "CLUSTER=%HOME_DIR%\..\kintsugi-cluster"
if defined KINTSUGI_CLUSTER_HOME set "CLUSTER=%KINTSUGI_CLUSTER_HOME%"

:argument
if "%~2"=="" goto desktop
if "%~2"=="--on" goto cluster
shift /2
goto argument

:cluster
if not exist "%CLUSTER%\bin\kintsugi-cluster.bat" (
  echo kintsugi: --on needs the folder kintsugi-cluster beside "%HOME_DIR%": copy it there, or name it in KINTSUGI_CLUSTER_HOME. 1>&2
  exit /b 1
)
call "%CLUSTER%\bin\kintsugi-cluster.bat" %*
exit /b %ERRORLEVEL%

:desktop
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set VERSION=0
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1" ^| findstr /i "version"') do for /f "delims=.-" %%m in (%%v) do set "VERSION=%%~m"
if %VERSION% LSS 25 (
  echo kintsugi: Java 25 or newer is needed: install a JDK 25, Eclipse Temurin say, or set JAVA_HOME to one. 1>&2
  exit /b 1
)
if not defined OMP_WAIT_POLICY set OMP_WAIT_POLICY=PASSIVE
"%JAVA%" -XX:+UseG1GC -XX:G1PeriodicGCInterval=15000 -XX:MaxRAMPercentage=60 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 --add-exports java.base/jdk.internal.module=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dai.djl.offline=true -cp "%HOME_DIR%\lib\*" studio.kintsugi.app.Main %*
