using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class ProviderFactsTests
{
    [Theory]
    [InlineData("Set-ItemProperty HKCU:\\Software\\X -Name a -Value b", "HKCU\\Software\\X(access: write, name: a, data: b)")]
    [InlineData("New-Item -Path Registry::HKEY_LOCAL_MACHINE\\Software -Name X", "HKLM\\Software\\X(access: create)")]
    [InlineData("gp 'HKLM:\\SOFTWARE\\Microsoft\\Cryptography' MachineGuid", "HKLM\\SOFTWARE\\Microsoft\\Cryptography(access: read, name: MachineGuid)")]
    [InlineData("ri HKCU:\\X -Recurse", "HKCU\\X(access: delete)")]
    [InlineData("reg add HKLM\\X /v a /t REG_SZ /d b /f", "HKLM\\X(access: write, name: a, data: b)")]
    [InlineData("reg delete HKCU\\X /f", "HKCU\\X(access: delete)")]
    [InlineData("[Microsoft.Win32.Registry]::SetValue('HKEY_CURRENT_USER\\X', 'a', 'b')", "HKCU\\X(access: write, name: a, data: b)")]
    [InlineData("$k = 'HKCU:\\X'; Set-ItemProperty -Path \"$k\\Y\" -Name a -Value 1", "HKCU\\X\\Y(access: write, name: a, data: 1)")]
    public void Registry_keys_are_stated_with_what_is_done_to_them(string script, string expected) => Assert.Equal([expected], FactList.Of(script).Lines(FactKind.Registry));

    [Theory]
    [InlineData("Get-Content C:\\a.txt", "C:/a.txt(access: read)")]
    [InlineData("Test-Path C:\\a.txt", "C:/a.txt(access: none)")]
    [InlineData("'x' > out.txt", "out.txt(access: write)")]
    [InlineData("Add-Content $PROFILE x", "*/Microsoft.PowerShell_profile.ps1(access: write)")]
    [InlineData("Set-Content $profile.AllUsersAllHosts x", "*/profile.ps1(access: write)")]
    [InlineData("Remove-Item $MyInvocation.MyCommand.Path", "%PSCommandPath%(access: delete)")]
    [InlineData("iwr http://example.invalid -OutFile \"$dir\\x.exe\"", "*/x.exe(access: write)")]
    [InlineData("[IO.File]::WriteAllText('a\\b', $x)", "a/b(access: write)")]
    [InlineData("New-Item a -Name b.txt", "a/b.txt(access: create)")]
    public void Paths_are_stated_with_what_is_done_to_them(string script, string expected) => Assert.Equal([expected], FactList.Of(script).Lines(FactKind.Path));

    [Theory]
    [InlineData(". $PSScriptRoot\\lib.ps1", "./lib.ps1(how: dot-source)")]
    [InlineData(". \"$PSScriptRoot/lib.ps1\"", "./lib.ps1(how: dot-source)")]
    [InlineData(". (Join-Path $PSScriptRoot lib.ps1)", "./lib.ps1(how: dot-source)")]
    [InlineData("$here = Split-Path -Parent $MyInvocation.MyCommand.Path\n. \"$here\\lib.ps1\"", "./lib.ps1(how: dot-source)")]
    [InlineData("gci $PSScriptRoot\\Public\\*.ps1 -Recurse | % { . $_.FullName }", "./Public/**/*.ps1(how: dot-source)")]
    [InlineData("foreach ($f in Get-ChildItem -Path $PSScriptRoot\\Private -Filter *.ps1) { . $f.FullName }", "./Private/*.ps1(how: dot-source)")]
    [InlineData(". $anything", "*(how: dot-source)")]
    [InlineData("& .\\run.ps1 -x", "./run.ps1(how: run)")]
    [InlineData("& \"$PSScriptRoot\\run.ps1\"", "./run.ps1(how: run)")]
    [InlineData("Import-Module $PSScriptRoot\\x.psm1", "./x.psm1(how: import)")]
    [InlineData("ipmo ActiveDirectory", "ActiveDirectory(how: import)")]
    [InlineData("using module .\\x.psm1", "./x.psm1(how: import)")]
    [InlineData("Add-Type -Path \"$PSScriptRoot\\lib\\a.dll\"", "./lib/a.dll(how: assembly)")]
    [InlineData("[Reflection.Assembly]::LoadFrom(\"$PSScriptRoot\\a.dll\")", "./a.dll(how: assembly)")]
    [InlineData("Start-Job -FilePath .\\job.ps1", "./job.ps1(how: run)")]
    [InlineData("powershell -ep bypass -File x\\y.ps1", "x/y.ps1(how: run)")]
    public void Files_that_a_script_takes_in_are_stated(string script, string expected) => Assert.Equal([expected], FactList.Of(script).Lines(FactKind.Include));

    [Fact]
    public void Both_folders_of_a_module_are_found() =>
        Assert.Equal(["./Public/*.ps1(how: dot-source)", "./Private/*.ps1(how: dot-source)"], FactList.Of("""
            $Public = @(Get-ChildItem -Path $PSScriptRoot\Public\*.ps1 -ErrorAction SilentlyContinue)
            $Private = @(Get-ChildItem -Path $PSScriptRoot\Private\*.ps1 -ErrorAction SilentlyContinue)
            foreach ($import in @($Public + $Private)) { try { . $import.FullName } catch { Write-Error $_ } }
            """).Lines(FactKind.Include));
}
