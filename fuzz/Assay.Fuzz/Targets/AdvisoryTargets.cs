using Assay.Community;
using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;

namespace Assay.Fuzz.Targets;

/// <summary>Records of those who publish vulnerabilities.</summary>
internal static class AdvisoryTargets
{
    public static FuzzTarget Records { get; } = new("advisories", "feeds", FeedSeeds.Advisories, (input, outcome) =>
    {
        var batch = new AdvisoryBatch();
        var reader = new AdvisoryReader(batch, "fuzz", AdvisoryLimits.Default);
        outcome.AddAll(reader.Read("fuzz.json", input, "group", isCollection: false, CancellationToken.None));
        outcome.AddAll(reader.Problems);
        outcome.Add(batch.IsEmpty ? "empty" : "filled");
        if (!batch.IsEmpty)
        {
            var content = new AdvisoryContent();
            batch.Apply(content, "2026-01-31");
        }
    })
    {
        Mutations = Formats.Json,
        Words = [.. FeedTargets.JsonWords, "\"SEMVER\"", "\"ECOSYSTEM\"", "\"introduced\":", "\"fixed\":", "\"last_affected\":", "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"", "\"NuGet\"", "\"withdrawn\":"],
        Refusals = [typeof(AdvisoryException)],
    };
}
