# An installer for Windows, under target\package, with its own trimmed Java. Never been run: there was no Windows.
# Needs a JDK 25 in JAVA_HOME, Maven and WiX 3 or newer.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')
& mvn -B -q package -DskipTests
if ($LASTEXITCODE) { exit $LASTEXITCODE }
$jar = (Get-Item target\kintsugi\lib\kintsugi-*.jar).Name
$version = $jar -replace '^kintsugi-|\.jar$', ''
$out = 'target\package'
if (Test-Path $out) { Remove-Item -Recurse $out }
$modules = (Get-Content -Raw installer\java-modules) -replace '\s', ''
# The window's program opens no console; the other one is for commands.
New-Item -ItemType Directory $out | Out-Null
$console = Join-Path $out 'kintsugi-cli.properties'
Set-Content $console 'win-console=true'
& "$env:JAVA_HOME\bin\jpackage" --type msi '@installer\jpackage-options' --app-version $version --dest $out `
  --input target\kintsugi\lib --main-jar $jar --icon resources\icons\kintsugi.ico --add-modules $modules `
  --add-launcher "kintsugi-cli=$console" --license-file LICENSE --win-menu --win-shortcut-prompt --win-dir-chooser `
  --win-per-user-install --win-upgrade-uuid 3f0d2f0e-6a0b-4c3d-9d0e-8b7f1c0a5e21
if ($LASTEXITCODE) { exit $LASTEXITCODE }
Remove-Item $console
