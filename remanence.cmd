@echo off
rem Runs Remanence on Windows, from a checkout (built on first use and whenever sources are newer) or from a distribution.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"

set "java_home="
call :find_java
if not defined java_home (
    if defined REMANENCE_JAVA_HOME echo remanence: REMANENCE_JAVA_HOME holds no JDK 25: "%REMANENCE_JAVA_HOME%" 1>&2
    echo remanence: no JDK 25 found: install one, such as Temurin 25, or point JAVA25_HOME to it 1>&2
    exit /b 2
)

set "home=%root%"
if exist "%root%\pom.xml" (
    call :build
    if errorlevel 1 exit /b 3
    call :built_home
)
if not exist "%home%\lib\" (
    echo remanence: "%home%" has no folder lib: the distribution is incomplete 1>&2
    exit /b 3
)

rem One thread inside each BLAS call, as native-config\openblas.env has it. What is set already wins.
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"

"%java_home%\bin\java.exe" "@%home%\native-config\jvm.args" -cp "%home%\lib\*" org.remanence.cli.Main %*
exit /b %errorlevel%

rem Finds the home of the first JDK 25 in the usual places; REMANENCE_JAVA_HOME, where set, is the only one asked.
:find_java
if defined REMANENCE_JAVA_HOME (
    call :try "%REMANENCE_JAVA_HOME%"
    exit /b 0
)
if defined JAVA25_HOME call :try "%JAVA25_HOME%"
if defined JAVA_HOME call :try "%JAVA_HOME%"
for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try "%%~dp$PATH:J.."
call :look "%ProgramFiles%\Eclipse Adoptium"
call :look "%ProgramFiles%\Java"
call :look "%ProgramFiles%\Microsoft"
call :look "%ProgramFiles%\Zulu"
call :look "%ProgramFiles%\BellSoft"
call :look "%ProgramFiles%\Amazon Corretto"
call :look "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
call :look "%USERPROFILE%\.jdks"
call :look "%USERPROFILE%\.sdkman\candidates\java"
call :look "%USERPROFILE%\scoop\apps"
exit /b 0

:look
for /f "delims=" %%D in ('dir /b /ad "%~1\*25*" 2^>nul') do (
    call :try "%~1\%%D"
    call :try "%~1\%%D\current"
)
exit /b 0

:try
if defined java_home exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "version="
for /f "usebackq tokens=1,2 delims==" %%A in ("%~1\release") do if "%%A"=="JAVA_VERSION" set "version=%%~B."
if "%version:~0,3%"=="25." set "java_home=%~f1"
exit /b 0

:build
set "stamp=%root%\target\launcher.stamp"
if exist "%stamp%" (
    powershell -NoProfile -Command "$t = (Get-Item '%stamp%').LastWriteTime; $new = Get-ChildItem -Recurse -File '%root%\pom.xml', '%root%\remanence.cmd', '%root%\native-config', '%root%\src\main', '%root%\src\assembly' | Where-Object LastWriteTime -gt $t; exit [int][bool]$new"
    if not errorlevel 1 exit /b 0
)
echo remanence: building, a minute on first use ... 1>&2
if not exist "%root%\target\" mkdir "%root%\target"
echo begun> "%stamp%.begun"
set "caller_java_home=%JAVA_HOME%"
set "JAVA_HOME=%java_home%"
pushd "%root%"
call mvnw.cmd -B -q -ntp "-Dmaven.test.skip=true" package >"%root%\target\launcher.log" 2>&1
set "built=%errorlevel%"
popd
set "JAVA_HOME=%caller_java_home%"
if not "%built%"=="0" (
    type "%root%\target\launcher.log" 1>&2
    echo remanence: the build failed; its log is above and in "%root%\target\launcher.log" 1>&2
    exit /b 1
)
move /y "%stamp%.begun" "%stamp%" >nul
exit /b 0

rem The folder of the version in pom.xml.
:built_home
for /f "usebackq tokens=1-3 delims=<>" %%A in ("%root%\pom.xml") do (
    if "%%A"=="  " if "%%B"=="version" set "home=%root%\target\remanence-%%C"
)
exit /b 0
