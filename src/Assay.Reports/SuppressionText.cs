using System.Globalization;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Says in a sentence what takes a finding out.</summary>
internal static class SuppressionText
{
    /// <summary><c>assay.yaml line 12, until 2027-01-31, owner platform team: the address is never asked</c>.</summary>
    public static string Of(SuppressionSource source)
    {
        var until = source.Kind == SuppressionKind.Off ? "off" : $"until {source.Expires}, owner {source.Owner}";
        return string.Create(CultureInfo.InvariantCulture, $"{source.File} line {source.Line}, {until}{(source.Reason is null ? "" : ": " + source.Reason)}");
    }
}
