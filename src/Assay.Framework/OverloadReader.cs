using System.Globalization;

namespace Assay.Framework;

/// <summary>Reads the parameters of a member's line: <c>0;1-3;2+</c> counts, <c>(string,?int,out~int)</c> types.</summary>
internal static class OverloadReader
{
    public static FrameworkOverload[] Read(string? text) => text is null ? [] : [.. text.Split(';').Select(Overload)];

    private static FrameworkOverload Overload(string text)
    {
        if (text.StartsWith('('))
        {
            return Spelled(text[1..^1]);
        }

        if (text.EndsWith('+'))
        {
            return new FrameworkOverload(Number(text[..^1]), int.MaxValue, null);
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? new FrameworkOverload(Number(text), Number(text), null) : new FrameworkOverload(Number(text[..dash]), Number(text[(dash + 1)..]), null);
    }

    private static FrameworkOverload Spelled(string list)
    {
        var parameters = new List<FrameworkParameter>();
        var required = 0;
        var isVariable = false;
        foreach (var item in TypeSpelling.Split(list))
        {
            var words = item.TrimStart('?').Split('~');
            required += item.StartsWith('?') ? 0 : 1;
            isVariable |= words[0] == "params";
            parameters.Add(new FrameworkParameter(TypeSpelling.Expand(words[^1]), words[0] == "out"));
        }

        return new FrameworkOverload(required, isVariable ? int.MaxValue : parameters.Count, parameters);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
