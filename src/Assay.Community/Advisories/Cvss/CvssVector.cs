using Assay.Model;

namespace Assay.Community;

/// <summary>A vector of the Common Vulnerability Scoring System with its scores, 0.0 to 10.0.</summary>
/// <remarks>
/// CVSS v2.0 complete guide (2007), v3.0 (2015), v3.1 (2019) and v4.0 (2023) specification documents of FIRST. Mandatory metrics have to be there, each metric at most once; the order of metrics is free.
/// Where the vector has threat, temporal or environmental metrics, their scores are computed too; what is shown and decided by is the base score, which does not change with time and place.
/// </remarks>
/// <param name="Version"><c>2.0</c>, <c>3.0</c>, <c>3.1</c> or <c>4.0</c>.</param>
/// <param name="Text">The vector as it was written.</param>
/// <param name="Base">The base score; of version 4.0 the score of the base metrics alone (CVSS-B).</param>
public sealed record CvssVector(string Version, string Text, double Base)
{
    private const int LongestText = 512;

    /// <summary>The temporal score of versions 2.0 and 3; null when the vector has no temporal metric.</summary>
    public double? Temporal { get; init; }

    /// <summary>The environmental score of versions 2.0 and 3; null when the vector has no environmental metric.</summary>
    public double? Environmental { get; init; }

    /// <summary>The score of all metrics of the vector: environmental, else temporal, else base; of version 4.0 the score by its specification (CVSS-B, -BT, -BE or -BTE).</summary>
    public double Overall { get; init; }

    /// <summary>Reads a vector; null for anything that is none, or lacks a mandatory metric.</summary>
    public static CvssVector? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= LongestText })
        {
            return null;
        }

        return text switch
        {
            _ when text.StartsWith("CVSS:4.0/", StringComparison.Ordinal) => Cvss4.Parse(text),
            _ when text.StartsWith("CVSS:3.1/", StringComparison.Ordinal) => Cvss3.Parse(text, "3.1"),
            _ when text.StartsWith("CVSS:3.0/", StringComparison.Ordinal) => Cvss3.Parse(text, "3.0"),
            _ => Cvss2.Parse(text),
        };
    }

    /// <summary>Gives what reports show.</summary>
    public CvssScore ToScore() => new(Version, Text, Base);

    /// <summary>Gives the severity of a score (CVSS v3.1 section 5, v4.0 section 6; version 2.0 has no words of its own).</summary>
    public static VulnerabilitySeverity SeverityOf(CvssScore score) => score.Score switch
    {
        < 0.1 => VulnerabilitySeverity.None,
        < 4.0 => VulnerabilitySeverity.Low,
        < 7.0 => VulnerabilitySeverity.Medium,
        < 9.0 => VulnerabilitySeverity.High,
        _ => VulnerabilitySeverity.Critical,
    };
}
