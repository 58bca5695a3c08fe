using System.Collections.Frozen;

namespace Assay.PowerShell.Folding;

/// <summary>Variables that exist before a script runs, and values that every Windows machine has.</summary>
internal static class AutomaticVariables
{
    private static readonly FrozenDictionary<string, FoldedValue> Values = new Dictionary<string, FoldedValue>(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = FoldedValue.Constant(Boxes.True),
        ["false"] = FoldedValue.Constant(Boxes.False),
        ["null"] = FoldedValue.Constant(null),
        ["PSHOME"] = WellKnown(@"C:\Windows\System32\WindowsPowerShell\v1.0"),
        ["ShellId"] = WellKnown("Microsoft.PowerShell"),
        ["VerbosePreference"] = Preference("SilentlyContinue", 0),
        ["DebugPreference"] = Preference("SilentlyContinue", 0),
        ["InformationPreference"] = Preference("SilentlyContinue", 0),
        ["WarningPreference"] = Preference("Continue", 2),
        ["ErrorActionPreference"] = Preference("Continue", 2),
        ["ProgressPreference"] = Preference("Continue", 2),
        ["MaximumDriveCount"] = WellKnown(Boxes.Of(4096)),
        ["MaximumAliasCount"] = WellKnown(Boxes.Of(4096)),
        ["MaximumFunctionCount"] = WellKnown(Boxes.Of(4096)),
        ["MaximumVariableCount"] = WellKnown(Boxes.Of(4096)),
        ["MaximumErrorCount"] = WellKnown(Boxes.Of(256)),
        ["MaximumHistoryCount"] = WellKnown(Boxes.Of(4096)),
        ["ExecutionContext"] = FoldedValue.Constant(new EngineObject("System.Management.Automation.EngineIntrinsics")),
        ["OFS"] = FoldedValue.Constant(" "),
        ["env:ComSpec"] = WellKnown(@"C:\Windows\system32\cmd.exe"),
        ["env:Public"] = WellKnown(@"C:\Users\Public"),
        ["env:SystemRoot"] = WellKnown(@"C:\Windows"),
        ["env:windir"] = WellKnown(@"C:\Windows"),
        ["env:SystemDrive"] = WellKnown("C:"),
        ["env:ProgramFiles"] = WellKnown(@"C:\Program Files"),
        ["env:ProgramData"] = WellKnown(@"C:\ProgramData"),
        ["env:ALLUSERSPROFILE"] = WellKnown(@"C:\ProgramData"),
        ["env:OS"] = WellKnown("Windows_NT"),
        ["env:PATHEXT"] = WellKnown(".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC"),
        ["Host"] = FoldedValue.OfType("System.Management.Automation.Host.PSHost"),
        ["PSCmdlet"] = FoldedValue.OfType("System.Management.Automation.PSCmdlet"),
        ["MyInvocation"] = FoldedValue.OfType("System.Management.Automation.InvocationInfo"),
        ["Error"] = FoldedValue.OfType("System.Collections.ArrayList"),
        ["PSVersionTable"] = FoldedValue.OfType("System.Management.Automation.PSVersionHashTable"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // What a wildcard may pick among: the engine's own names, those without a known value too.
    private static readonly string[] Names =
    [
        "$", "?", "^", "args", "ConfirmPreference", "ConsoleFileName", "DebugPreference", "Error", "ErrorActionPreference", "ErrorView", "ExecutionContext", "false", "FormatEnumerationLimit",
        "HOME", "Host", "InformationPreference", "input", "MaximumAliasCount", "MaximumDriveCount", "MaximumErrorCount", "MaximumFunctionCount", "MaximumHistoryCount", "MaximumVariableCount",
        "MyInvocation", "NestedPromptLevel", "null", "OutputEncoding", "PID", "PROFILE", "ProgressPreference", "PSBoundParameters", "PSCommandPath", "PSCulture", "PSDefaultParameterValues",
        "PSEdition", "PSEmailServer", "PSHOME", "PSScriptRoot", "PSSessionApplicationName", "PSSessionConfigurationName", "PSSessionOption", "PSUICulture", "PSVersionTable", "PWD", "ShellId",
        "StackTrace", "true", "VerbosePreference", "WarningPreference", "WhatIfPreference",
    ];

    public static FoldedValue Find(string name) => Values.GetValueOrDefault(name);

    /// <summary>The one variable that a wildcard picks; null where it picks none or several.</summary>
    public static string? Single(string wildcard, Workspace work)
    {
        string? found = null;
        foreach (var name in Names)
        {
            if (Wildcards.IsMatch(wildcard, name, caseSensitive: false, work) == true)
            {
                if (found is not null)
                {
                    return null;
                }

                found = name;
            }
        }

        return found;
    }

    private static FoldedValue WellKnown(object value) => FoldedValue.Constant(value, Techniques.WellKnownValue);

    private static FoldedValue Preference(string name, int value) => WellKnown(new FoldedEnumeration("System.Management.Automation.ActionPreference", name, value));
}
