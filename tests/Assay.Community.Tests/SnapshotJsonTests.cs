using System.Text;
using System.Text.Json.Nodes;

namespace Assay.Community.Tests;

public sealed class SnapshotJsonTests
{
    [Fact]
    public void A_snapshot_is_read_as_it_was_written()
    {
        var bytes = Write(Population.Of(300, having: 17, ranked: 120));
        var read = SnapshotJson.Read(bytes);

        Assert.Equal(bytes, Write(read));
        Assert.Equal("""{"top100":17,"community":17}""", JsonNode.Parse(bytes)!["rules"]![0]!["counts"]!.ToJsonString());
        Assert.Equal(Enumerable.Range(0, 17), read.Rule("opens-door")!.Packages.Members());
        Assert.Equal(Enumerable.Range(0, 17), read.Set("tag:door")!.Packages.Members());
        Assert.Equal([.. Enumerable.Range(0, 120).Select(rank => (int?)(rank + 1)), .. Enumerable.Repeat((int?)null, 180)], read.Packages.All().Select(package => package.Rank));
        Assert.Equal(new Assay.Model.SnapshotInfo("sample", "2026-01-31", "nuget", 300, "downloads"), read.Describe());
    }

    [Fact]
    public void Properties_of_newer_versions_are_passed_over()
    {
        var first = ReadFormat1(json => { json["curator"] = "somebody"; json["packages"]![0]!["owner"] = "somebody"; json["rules"]![0]!["counts"]!["top100k"] = 1; });
        var second = Read(json => { json["curator"] = new JsonArray(1, 2); json["packages"]!["owners"] = "somebody"; json["rules"]![0]!["counts"]!["top100k"] = 1; json["rules"]![0]!["share"] = 0.5; json["sets"]![0]!["kind"] = "tag"; });
        second.CheckAll();
        Assert.Equal((20, 20), (first.Packages.Count, second.Packages.Count));
    }

    [Fact]
    public void Format_1_says_the_same()
    {
        var first = SnapshotJson.Read(Encoding.UTF8.GetBytes(Population.Format1(300, having: 17, first: 5, ranked: 120).ToJsonString()));
        var second = Population.Of(300, having: 17, first: 5, ranked: 120);

        Assert.Equal(second.Packages.All(), first.Packages.All());
        Assert.Equal(second.Rules[0].Counts, first.Rules[0].Counts);
        Assert.Equal(second.Rules[0].Packages.Members(), first.Rules[0].Packages.Members());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"formatVersion\":1")]
    [InlineData("\0\u0001\u0002")]
    [InlineData("{\"id\":null,\"date\":\"2026-01-31\",\"community\":\"nuget\",\"ranking\":\"downloads\",\"packages\":[],\"rules\":[]}")]
    [InlineData("{\"id\":\"a\",\"date\":\"2026-01-31\",\"community\":\"nuget\",\"ranking\":\"fame\",\"packages\":[],\"rules\":[]}")]
    [InlineData("{\"id\":\"a\",\"date\":\"2026-01-31\",\"community\":\"nuget\",\"ranking\":7,\"packages\":[],\"rules\":[]}")]
    [InlineData("{\"id\":\"a\",\"date\":\"2026-01-31\",\"community\":\"nuget\",\"ranking\":\"downloads\",\"packages\":[null],\"rules\":[]}")]
    [InlineData("{\"id\":\"a\",\"date\":\"2026-01-31\",\"community\":\"nuget\",\"ranking\":\"downloads\",\"packages\":[],\"rules\":[null]}")]
    public void What_is_no_snapshot_is_refused(string json) =>
        Assert.StartsWith("The community snapshot", Assert.Throws<SnapshotException>(() => SnapshotJson.Read(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    public static TheoryData<string, Action<JsonNode>> Defects => new()
    {
        { "has format 3", json => json["formatVersion"] = 3 },
        { "it has no id", json => json.AsObject().Remove("id") },
        { "its date is not written as yyyy-MM-dd", json => json["date"] = "31.01.2026" },
        { "its ranking is unknown", json => json["ranking"] = "fame" },
        { "its population is unknown", json => json["population"] = "some" },
        { "its versions are unknown", json => json["versions"] = "some" },
        { "its packages are not complete", json => json["packages"]!["count"] = -1 },
        { "its packages are not complete", json => json["packages"]!["ranked"] = 21 },
        { "its packages are not complete", json => json["packages"]!.AsObject().Remove("versions") },
        { "there are more ids than packages", json => Resize(json, 19) },
        { "the ids cannot be read", json => Resize(json, 21) },
        { "the ids cannot be read", json => json["packages"]!["ids"] = "AAAA" },
        { "the ids cannot be read", json => json["packages"]!["ids"] = "*" },
        { "the ranking cannot be read", json => json["packages"]!["ranked"] = 3 },
        { "a package has no rank that is possible, or two", json => json["packages"]!["ranking"] = "AQAA" },
        { "a package has no rank that is possible, or two", json => json["packages"]!["ranking"] = "ARQA" },
        { "the counts of opens-door are not those of its set", json => json["rules"]![0]!["counts"]!["community"] = 4 },
        { "the counts of opens-door are impossible", json => json["rules"]![0]!["counts"]!["community"] = 21 },
        { "the counts of opens-door are impossible", json => json["rules"]![0]!["counts"]!["top100"] = 0 },
        { "the set of opens-door is not of 20 packages", json => json["rules"]![0]!["packages"] = "AwAAAAA=" },
        { "the set of opens-door is not of 20 packages", json => json["rules"]![0]!["packages"] = "AwAAEA==" },
        { "the set of opens-door is not of 20 packages", json => json["rules"]![0]!["packages"] = "" },
        { "the set of opens-door is not of 20 packages", json => json["rules"]![0]!["packages"] = "AQUA/////w==" },
        { "the figures of a rule are not complete", json => json["rules"]![0]!.AsObject().Remove("packages") },
        { "the figures of a rule are not complete", json => json["rules"]![0]!.AsObject().Remove("counts") },
        { "the figures of a rule are not complete", json => json["rules"]![0]!["counts"]!.AsObject().Remove("community") },
        { "the rules are not in order at opens-door", json => json["rules"]!.AsArray().Add(json["rules"]![0]!.DeepClone()) },
        { "the sets are not in order at tag:door", json => json["sets"]!.AsArray().Add(json["sets"]![0]!.DeepClone()) },
        { "the count of tag:door is not that of its set", json => json["sets"]![0]!["count"] = 6 },
        { "a set is not complete", json => json["sets"]![0]!["count"] = 21 },
        { "its packages come after its sets", json => { var packages = json["packages"]!.DeepClone(); json.AsObject().Remove("packages"); json["packages"] = packages; } },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_snapshot_that_contradicts_itself_is_refused(string defect, Action<JsonNode> change) =>
        Assert.Contains(defect, Assert.Throws<SnapshotException>(() => Read(change).CheckAll()).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_asked_for_is_not_read()
    {
        var read = Read(json => { json["rules"]![0]!["packages"] = "AAAA"; json["packages"]!["ids"] = "AAAA"; });

        Assert.Equal(5, read.Rules[0].Counts.Community);
        Assert.Throws<SnapshotException>(() => read.Rules[0].Packages);
        Assert.Throws<SnapshotException>(() => read.Packages.IndexOf("p000000"));
    }

    private static void Resize(JsonNode json, int packages)
    {
        json["packages"]!["count"] = packages;
        json["rules"] = new JsonArray();
        json["sets"] = new JsonArray();
    }

    public static TheoryData<string, Action<JsonNode>> Format1Defects => new()
    {
        { "its date is not written as yyyy-MM-dd", json => json["date"] = "31.01.2026" },
        { "the counts of opens-door are not those of its set", json => json["rules"]![0]!["counts"]!["community"] = 4 },
        { "the counts of opens-door are not those of its set", json => json["rules"]![0]!["counts"]!["top100"] = 0 },
        { "the counts of opens-door are not those of its set", json => json["rules"]![0]!["packages"] = "BwAA" },
        { "the set of opens-door is not of 20 packages", json => json["rules"]![0]!["packages"] = "HwA=" },
        { "the set of opens-door is not of 20 packages", json => json["rules"]![0]!["packages"] = "HwAQ" },
        { "the packages are not in order at p000000", json => json["packages"]![1]!["id"] = "p000000" },
        { "a package has no id or version", json => json["packages"]![1]!.AsObject().Remove("version") },
        { "P is not lower-case", json => json["packages"]![0]!["id"] = "P" },
        { "the rank of p000001 is impossible or given twice", json => json["packages"]![1]!["rank"] = 1 },
        { "the rank of p000001 is impossible or given twice", json => json["packages"]![1]!["rank"] = 21 },
        { "the rank of p000001 is impossible or given twice", json => json["packages"]![1]!["rank"] = 0 },
        { "the ranks have gaps", json => json["packages"]![1]!["rank"] = 20 },
        { "the figures of a rule are not complete", json => json["rules"]![0]!.AsObject().Remove("packages") },
        { "the figures of a rule are not complete", json => json["rules"]![0]!.AsObject().Remove("counts") },
        { "the rules are not in order at opens-door", json => json["rules"]!.AsArray().Add(json["rules"]![0]!.DeepClone()) },
    };

    [Theory]
    [MemberData(nameof(Format1Defects))]
    public void Format_1_is_checked_at_once(string defect, Action<JsonNode> change) =>
        Assert.Contains(defect, Assert.Throws<SnapshotException>(() => ReadFormat1(change)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_bytes_make_the_reader_fail_in_another_way()
    {
        byte[][] whole = [Write(Population.Of(20, having: 5, ranked: 2)), Encoding.UTF8.GetBytes(Population.Format1(20, having: 5, ranked: 2).ToJsonString())];
        var random = new Random(5);
        for (var round = 0; round < 4_000; round++)
        {
            var broken = whole[round / 2 % 2].ToArray();
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            try
            {
                SnapshotJson.Read(broken.AsMemory(0, round % 2 == 0 ? broken.Length : random.Next(broken.Length))).CheckAll();
            }
            catch (SnapshotException)
            {
                // The one way in which it may fail.
            }
        }
    }

    private static CommunitySnapshot Read(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(Write(Population.Of(20, having: 5, ranked: 2)))!;
        change(json);
        return SnapshotJson.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static CommunitySnapshot ReadFormat1(Action<JsonNode> change)
    {
        var json = Population.Format1(20, having: 5, ranked: 2);
        change(json);
        return SnapshotJson.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static byte[] Write(CommunitySnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SnapshotJson.Write(snapshot, stream);
        return stream.ToArray();
    }
}
