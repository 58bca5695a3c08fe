using System.Globalization;

namespace Assay.PowerShell.Names;

/// <summary>What a parameter takes.</summary>
internal enum ParameterShape
{
    /// <summary>A value.</summary>
    Value,
    /// <summary>Nothing: it is on when it is there.</summary>
    Switch,
    /// <summary>True or false, also written as 1, 0 or a text.</summary>
    Boolean,
    /// <summary>A script block.</summary>
    Block,
}

/// <summary>A parameter of a command.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Shape">What it takes.</param>
/// <param name="Position">Its place among arguments without a name; -1 for none.</param>
/// <param name="TakesRest">True when all further arguments without a name are its.</param>
/// <param name="Set">Letters of the parameter sets that it belongs to; empty for all.</param>
/// <param name="Aliases">Other names.</param>
internal sealed record ParameterDefinition(string Name, ParameterShape Shape, int Position, bool TakesRest, string Set, IReadOnlyList<string> Aliases)
{
    // Name, then ! switch, ? boolean or { script block, then /sets, @position or @* and =aliases: "ScriptBlock{@0=Command".
    public static ParameterDefinition Parse(string text)
    {
        var rest = text.AsSpan();
        string[] aliases = [];
        if (rest.IndexOf('=') is >= 0 and var equals)
        {
            aliases = rest[(equals + 1)..].ToString().Split(',');
            rest = rest[..equals];
        }

        var position = -1;
        var takesRest = false;
        if (rest.IndexOf('@') is >= 0 and var at)
        {
            takesRest = rest[at + 1] == '*';
            position = takesRest ? -1 : int.Parse(rest[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[..at];
        }

        var set = "";
        if (rest.IndexOf('/') is >= 0 and var slash)
        {
            set = rest[(slash + 1)..].ToString();
            rest = rest[..slash];
        }

        var shape = rest[^1] switch { '!' => ParameterShape.Switch, '?' => ParameterShape.Boolean, '{' => ParameterShape.Block, _ => ParameterShape.Value };
        return new ParameterDefinition((shape == ParameterShape.Value ? rest : rest[..^1]).ToString(), shape, position, takesRest, set, aliases);
    }
}
