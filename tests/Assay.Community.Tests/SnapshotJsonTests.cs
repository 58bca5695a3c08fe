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
        Assert.Equal(new Assay.Model.SnapshotInfo("sample", "2026-01-31", "nuget", 300, "downloads"), read.Describe());
    }

    [Fact]
    public void Properties_of_newer_versions_are_passed_over()
    {
        var read = Read(json => { json["curator"] = "somebody"; json["packages"]![0]!["owner"] = "somebody"; json["rules"]![0]!["counts"]!["top100k"] = 1; });
        Assert.Equal(20, read.Packages.Count);
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
        { "it has format 2", json => json["formatVersion"] = 2 },
        { "its date is not written as yyyy-MM-dd", json => json["date"] = "31.01.2026" },
        { "the counts of opens-door are not those of its set", json => json["rules"]![0]!["counts"]!["community"] = 4 },
        { "the counts of opens-door are not those of its set", json => json["rules"]![0]!["counts"]!["top100"] = 0 },
        { "the counts of opens-door are not those of its set", json => json["rules"]![0]!["packages"] = "BwAA" },
        { "the set of opens-door is not of 20 packages", json => json["rules"]![0]!["packages"] = "HwA=" },
        { "the set of opens-door has more than 20 packages", json => json["rules"]![0]!["packages"] = "HwAQ" },
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
    [MemberData(nameof(Defects))]
    public void A_snapshot_that_contradicts_itself_is_refused(string defect, Action<JsonNode> change) =>
        Assert.Contains(defect.Replace("it has", "has", StringComparison.Ordinal), Assert.Throws<SnapshotException>(() => Read(change)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_bytes_make_the_reader_fail_in_another_way()
    {
        var bytes = Write(Population.Of(20, having: 5, ranked: 2));
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var broken = bytes.ToArray();
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            try
            {
                SnapshotJson.Read(broken.AsSpan(0, round % 2 == 0 ? broken.Length : random.Next(broken.Length)));
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

    private static byte[] Write(CommunitySnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SnapshotJson.Write(snapshot, stream);
        return stream.ToArray();
    }
}
