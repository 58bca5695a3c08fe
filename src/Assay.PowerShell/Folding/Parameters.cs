namespace Assay.PowerShell.Folding;

/// <summary>Parameters of a command that is evaluated.</summary>
internal sealed record Signature(string[] Values, string[] Switches)
{
    private static readonly string[] CommonValues = ["ErrorAction", "EA", "ErrorVariable", "EV", "WarningAction", "WA", "WarningVariable", "WV", "InformationAction", "InformationVariable", "OutVariable", "OV", "OutBuffer", "OB", "PipelineVariable", "PV"];
    private static readonly string[] CommonSwitches = ["Verbose", "Debug", "WhatIf", "Confirm"];

    /// <summary>The full name of a parameter, which may be written as a prefix.</summary>
    public string? Find(string written, out bool isSwitch)
    {
        isSwitch = false;
        if (Pick(Values, written) is { } value)
        {
            return value;
        }

        isSwitch = true;
        if ((Pick(Switches, written) ?? Pick(CommonSwitches, written)) is { } option)
        {
            return option;
        }

        isSwitch = false;
        return Pick(CommonValues, written);
    }

    private static string? Pick(string[] names, string written) =>
        Array.Find(names, name => name.Equals(written, StringComparison.OrdinalIgnoreCase)) ?? (written.Length > 0 ? Array.Find(names, name => name.StartsWith(written, StringComparison.OrdinalIgnoreCase)) : null);
}

/// <summary>Parameters of the commands that are evaluated.</summary>
internal static class Parameters
{
    public static readonly Signature ForEach = new(["Process", "Begin", "End", "RemainingScripts", "MemberName", "ArgumentList", "InputObject", "ThrottleLimit", "TimeoutSeconds"], ["Parallel", "AsJob", "UseNewRunspace"]);

    public static readonly Signature Where = new(
        ["FilterScript", "Property", "Value", "InputObject"],
        ["EQ", "NE", "GT", "GE", "LT", "LE", "Like", "NotLike", "Match", "NotMatch", "Contains", "NotContains", "In", "NotIn", "CEQ", "CNE", "CLike", "CNotLike", "CMatch", "CNotMatch", "Not"]);

    public static readonly Signature NewObject = new(["TypeName", "ArgumentList", "ComObject", "Property"], ["Strict"]);
    public static readonly Signature Variable = new(["Name", "Value", "Scope", "Option", "Description", "Visibility", "Include", "Exclude"], ["ValueOnly", "Force", "PassThru"]);
    public static readonly Signature Alias = new(["Name", "Value", "Definition", "Scope", "Option", "Description", "Exclude"], ["Force", "PassThru"]);
    public static readonly Signature Command = new(["Name", "CommandType", "Module", "Verb", "Noun", "ArgumentList", "TotalCount", "ParameterName", "ParameterType"], ["All", "Syntax", "ShowCommandInfo", "ListImported", "UseFuzzyMatching"]);
    public static readonly Signature Item = new(["Path", "LiteralPath", "PSPath", "Value", "Filter", "Include", "Exclude", "Depth", "Credential"], ["Force", "PassThru", "Recurse", "Name", "Raw"]);
    public static readonly Signature Expression = new(["Command"], []);
    public static readonly Signature Invoke = new(["ScriptBlock", "ArgumentList", "InputObject", "ComputerName", "Session", "Credential", "FilePath", "JobName", "Name"], ["NoNewScope", "AsJob"]);
    public static readonly Signature Write = new(["InputObject"], ["NoEnumerate"]);
    public static readonly Signature Select = new(["Property", "ExpandProperty", "ExcludeProperty", "First", "Last", "Skip", "SkipLast", "Index", "InputObject"], ["Unique", "Wait"]);
    public static readonly Signature Sort = new(["Property", "Culture", "InputObject", "Top", "Bottom"], ["Descending", "Unique", "CaseSensitive", "Stable"]);
    public static readonly Signature Secure = new(["String", "Key", "SecureKey", "SecureString"], ["AsPlainText", "Force"]);
    public static readonly Signature Path = new(["Path", "ChildPath", "AdditionalChildPath", "LiteralPath", "PSDrive", "Credential"], ["Resolve", "Leaf", "Parent", "Extension", "LeafBase", "Qualifier", "NoQualifier", "IsAbsolute"]);
    public static readonly Signature Join = new(["Property", "Separator", "OutputPrefix", "OutputSuffix", "FormatString", "InputObject"], ["SingleQuote", "DoubleQuote", "UseCulture"]);

    public static TokenKind Comparison(string parameter) => parameter.ToUpperInvariant() switch
    {
        "EQ" => TokenKind.Ieq,
        "NE" => TokenKind.Ine,
        "GT" => TokenKind.Igt,
        "GE" => TokenKind.Ige,
        "LT" => TokenKind.Ilt,
        "LE" => TokenKind.Ile,
        "LIKE" => TokenKind.Ilike,
        "NOTLIKE" => TokenKind.Inotlike,
        "MATCH" => TokenKind.Imatch,
        "NOTMATCH" => TokenKind.Inotmatch,
        "CONTAINS" => TokenKind.Icontains,
        "NOTCONTAINS" => TokenKind.Inotcontains,
        "IN" => TokenKind.Iin,
        "NOTIN" => TokenKind.Inotin,
        "CEQ" => TokenKind.Ceq,
        "CNE" => TokenKind.Cne,
        "CLIKE" => TokenKind.Clike,
        "CNOTLIKE" => TokenKind.Cnotlike,
        "CMATCH" => TokenKind.Cmatch,
        "CNOTMATCH" => TokenKind.Cnotmatch,
        _ => TokenKind.Unknown,
    };
}

/// <summary>Arguments of a command by parameter.</summary>
internal sealed class Bound
{
    private readonly Dictionary<string, FoldedValue> _named = new(StringComparer.OrdinalIgnoreCase);

    public List<FoldedValue> Positional { get; } = [];

    /// <summary>True when a parameter is not known, so that nothing is sure.</summary>
    public bool IsUnknown { get; set; }

    public IEnumerable<FoldedValue> All => Positional.Concat(_named.Values);

    public bool Has(string parameter) => _named.ContainsKey(parameter);

    public FoldedValue Value(string parameter) => _named.GetValueOrDefault(parameter);

    public string? Text(string parameter) => Value(parameter).Text;

    public FoldedBlock? Block(string parameter) => Value(parameter).Content as FoldedBlock;

    public void Set(string parameter, in FoldedValue value) => _named[parameter] = value;

    /// <summary>The value of a parameter that may stand without its name.</summary>
    public FoldedValue At(string parameter, int position) => Has(parameter) ? Value(parameter) : position < Positional.Count ? Positional[position] : default;

    public bool IsGiven(string parameter, int position) => Has(parameter) || position < Positional.Count;
}
