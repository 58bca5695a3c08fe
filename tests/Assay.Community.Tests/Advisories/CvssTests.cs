using Assay.Model;

namespace Assay.Community.Tests.Advisories;

public sealed class CvssTests
{
    // "A Complete Guide to CVSS Version 2.0", section 3.3: three vulnerabilities with base, temporal and environmental scores.
    [Theory]
    [InlineData("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C", 7.8, 6.4, null)]
    [InlineData("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H", 7.8, 6.4, 9.2)]
    [InlineData("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:H", 7.8, 6.4, 0.0)]
    [InlineData("AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L", 10.0, 8.3, 9.0)]
    [InlineData("AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M", 6.2, 4.9, 7.5)]
    public void Version_2_scores_as_its_guide_does(string vector, double score, double? temporal, double? environmental)
    {
        var read = CvssVector.Parse(vector)!;

        Assert.Equal(("2.0", score, temporal, environmental), (read.Version, read.Base, read.Temporal, read.Environmental));
    }

    // FIRST, "CVSS v3.0 Examples" and "CVSS v3.1 Examples": the vulnerabilities that both score with version 2.0 too.
    [Theory]
    [InlineData("CVE-2013-0375", "AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4, "AV:N/AC:L/Au:S/C:P/I:P/A:N", 5.5)]
    [InlineData("CVE-2014-3566", "AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1, "AV:N/AC:M/Au:N/C:P/I:N/A:N", 4.3)]
    [InlineData("CVE-2012-1516", "AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9, "AV:N/AC:L/Au:S/C:C/I:C/A:C", 9.0)]
    [InlineData("CVE-2009-0783", "AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", 4.2, "AV:L/AC:L/Au:N/C:P/I:P/A:P", 4.6)]
    [InlineData("CVE-2012-0384", "AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 8.8, "AV:N/AC:M/Au:S/C:C/I:C/A:C", 8.5)]
    [InlineData("CVE-2015-1098", "AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", 7.8, "AV:N/AC:M/Au:N/C:P/I:P/A:P", 6.8)]
    [InlineData("CVE-2014-0160", "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5, "AV:N/AC:L/Au:N/C:P/I:N/A:N", 5.0)]
    [InlineData("CVE-2014-6271", "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8, "AV:N/AC:L/Au:N/C:C/I:C/A:C", 10.0)]
    [InlineData("CVE-2008-1447", "AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N", 6.8, "AV:N/AC:L/Au:N/C:N/I:P/A:N", 5.0)]
    [InlineData("CVE-2014-2005", "AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 6.8, "AV:L/AC:M/Au:N/C:C/I:C/A:C", 6.9)]
    [InlineData("CVE-2010-0467", "AV:N/AC:L/PR:N/UI:N/S:C/C:L/I:N/A:N", 5.8, "AV:N/AC:L/Au:N/C:P/I:N/A:N", 5.0)]
    [InlineData("CVE-2012-1342", "AV:N/AC:L/PR:N/UI:N/S:C/C:N/I:L/A:N", 5.8, "AV:N/AC:L/Au:N/C:N/I:P/A:N", 5.0)]
    [InlineData("CVE-2013-6014", "AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H", 9.3, "AV:A/AC:L/Au:N/C:N/I:N/A:C", 6.1)]
    [InlineData("CVE-2014-9253", "AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N", 5.4, "AV:N/AC:M/Au:S/C:N/I:P/A:N", 3.5)]
    [InlineData("CVE-2009-0658", "AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", 7.8, "AV:N/AC:M/Au:N/C:C/I:C/A:C", 9.3)]
    [InlineData("CVE-2011-1265", "AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 8.8, "AV:A/AC:L/Au:N/C:C/I:C/A:C", 8.3)]
    [InlineData("CVE-2014-2019", "AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N", 4.6, "AV:L/AC:L/Au:N/C:N/I:C/A:N", 4.9)]
    [InlineData("CVE-2015-0970", "AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", 8.8, "AV:N/AC:M/Au:N/C:P/I:P/A:P", 6.8)]
    [InlineData("CVE-2014-0224", "AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N", 7.4, "AV:N/AC:M/Au:N/C:P/I:P/A:P", 6.8)]
    [InlineData("CVE-2012-5376", "AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H", 9.6, "AV:N/AC:L/Au:N/C:C/I:C/A:C", 10.0)]
    public void Version_3_scores_as_its_examples_do(string cve, string vector, double score, string vector2, double score2)
    {
        Assert.StartsWith("CVE-", cve, StringComparison.Ordinal);
        Assert.Equal(("3.0", score), Scored("CVSS:3.0/" + vector));
        Assert.Equal(("3.1", score), Scored("CVSS:3.1/" + vector));
        Assert.Equal(("2.0", score2), Scored(vector2));
        Assert.Equal(("2.0", score2), Scored($"({vector2})"));
    }

    // FIRST, "CVSS v4.0 Examples".
    [Theory]
    [InlineData("AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.3)]
    [InlineData("AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.7)]
    [InlineData("AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N", 8.3)]
    [InlineData("AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N", 4.6)]
    [InlineData("AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N", 5.1)]
    [InlineData("AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N", 8.7)]
    [InlineData("AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10.0)]
    [InlineData("AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 9.3)]
    [InlineData("AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0.0)]
    public void Version_4_scores_as_its_examples_do(string vector, double score) => Assert.Equal(("4.0", score), Scored("CVSS:4.0/" + vector));

    // The base score does not depend on them; the score of the whole vector does (CVSS-BT, CVSS-BE).
    [Theory]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N/E:P", 6.9, 5.5)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N/CR:H/IR:L/AR:H/MAV:N/MAC:H/MVC:H/MVI:L/MVA:L", 8.3, 8.2)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U", 9.8, 7.8)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:P/CR:L", 9.8, 6.5)]
    public void What_a_vector_says_of_time_and_place_changes_the_overall_score_alone(string vector, double score, double overall)
    {
        var read = CvssVector.Parse(vector)!;

        Assert.Equal((score, overall), (read.Base, read.Overall));
        Assert.Equal(score, read.ToScore().Score);
    }

    [Theory]
    [InlineData(0.0, VulnerabilitySeverity.None)]
    [InlineData(0.1, VulnerabilitySeverity.Low)]
    [InlineData(3.9, VulnerabilitySeverity.Low)]
    [InlineData(4.0, VulnerabilitySeverity.Medium)]
    [InlineData(6.9, VulnerabilitySeverity.Medium)]
    [InlineData(7.0, VulnerabilitySeverity.High)]
    [InlineData(8.9, VulnerabilitySeverity.High)]
    [InlineData(9.0, VulnerabilitySeverity.Critical)]
    [InlineData(10.0, VulnerabilitySeverity.Critical)]
    public void Scores_have_words(double score, VulnerabilitySeverity severity) => Assert.Equal(severity, CvssVector.SeverityOf(new CvssScore("3.1", "", score)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7.5")]
    [InlineData("CVSS:3.1/")]
    [InlineData("CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H/A:H")]
    [InlineData("CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H/")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:HH")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:S/SI:N/SA:N")]
    [InlineData("AV:N/AC:L/Au:N/C:N/I:N/A:H")]
    [InlineData("(AV:N/AC:L/Au:N/C:N/I:N/A:C")]
    public void What_is_no_vector_has_no_score(string? text) => Assert.Null(CvssVector.Parse(text));

    [Fact]
    public void Every_base_vector_of_version_4_has_a_score_and_more_harm_never_scores_less()
    {
        string[][] values = [["P", "L", "A", "N"], ["H", "L"], ["P", "N"], ["H", "L", "N"], ["A", "P", "N"], ["N", "L", "H"], ["N", "L", "H"], ["N", "L", "H"], ["N", "L", "H"], ["N", "L", "H"], ["N", "L", "H"]];
        string[] names = ["AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"];
        var random = new Random(4);
        for (var i = 0; i < 5_000; i++)
        {
            int[] chosen = [.. values.Select(all => random.Next(all.Length))];
            var score = Score(chosen);
            Assert.InRange(score, 0.0, 10.0);
            for (var metric = 0; metric < chosen.Length; metric++)
            {
                if (chosen[metric] + 1 < values[metric].Length)
                {
                    int[] worse = [.. chosen];
                    worse[metric]++;
                    Assert.True(Score(worse) >= score, string.Join(' ', chosen));
                }
            }
        }

        double Score(int[] chosen) => CvssVector.Parse("CVSS:4.0/" + string.Join('/', chosen.Select((value, metric) => $"{names[metric]}:{values[metric][value]}")))!.Base;
    }

    [Fact]
    public void Any_text_gives_a_score_or_none()
    {
        string[] vectors = ["AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/E:P/MS:C", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:A/MSI:S/U:Clear"];
        var random = new Random(9);
        var scored = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = vectors[i % vectors.Length].ToCharArray();
            for (var changes = random.Next(3); changes >= 0; changes--)
            {
                text[random.Next(text.Length)] = "ACHLNPSUX:/ \u00e9"[random.Next(13)];
            }

            if (CvssVector.Parse(new string(text)) is { } read)
            {
                scored++;
                Assert.InRange(read.Base, 0.0, 10.0);
                Assert.InRange(read.Overall, 0.0, 10.0);
            }
        }

        Assert.True(scored > 100, $"{scored}");
    }

    private static (string, double) Scored(string vector) => CvssVector.Parse(vector) is { } read ? (read.Version, read.Base) : ("", -1);
}
