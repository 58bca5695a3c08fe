using System.Text.Json;
using Assay.Community.Index;
using Assay.Model;

namespace Assay.Web.Pages.Packages;

/// <summary>The page of a package for programs.</summary>
internal static class VersionList
{
    public static byte[] Write(string community, IReadOnlyList<VersionEntry> versions, ShownRules rules)
    {
        var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("community", community);
            json.WriteString("id", versions[0].Id);
            json.WriteString("firstSeen", versions[0].FirstSeen);
            json.WriteString("latest", PackagePage.Latest(versions).Version);
            json.WriteStartArray("versions");
            foreach (var version in versions)
            {
                Write(json, community, version, rules);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string community, VersionEntry version, ShownRules rules)
    {
        var found = rules.Of(version.Rules);
        json.WriteStartObject();
        json.WriteString("version", version.Version);
        json.WriteString("state", ReportNamingPolicy.Instance.ConvertName(version.State.ToString()));
        json.WriteString("reason", version.Reason);
        json.WriteString("verdict", version.Verdict is { } verdict ? ReportNamingPolicy.Instance.ConvertName(verdict.ToString()) : null);
        json.WriteString("published", version.Published);
        json.WriteString("added", version.Added);
        if (version.Listed is { } listed)
        {
            json.WriteBoolean("listed", listed);
        }
        else
        {
            json.WriteNull("listed");
        }

        json.WriteString("deprecated", version.Deprecated);
        json.WriteString("sha256", version.Sha256);
        json.WriteNumber("size", version.Size);
        Names("behaviors", found.OfType<BehaviorRule>());
        Names("issues", found.OfType<PolicyRule>());
        json.WriteString("report", PackageAddress.Of(community, version.Id, version.Version) + MachineForm.Ending);
        json.WriteEndObject();

        void Names(string name, IEnumerable<Rule> names)
        {
            json.WriteStartArray(name);
            foreach (var rule in names)
            {
                json.WriteStringValue(rule.Id);
            }

            json.WriteEndArray();
        }
    }
}
