using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class EntryNameTests
{
    [Theory]
    [InlineData("../a.txt")]
    [InlineData("lib/../../a.txt")]
    [InlineData("..\\a.txt")]
    [InlineData("%2e%2e/a.txt")]
    [InlineData("%252e%252e%2fa.txt")]
    [InlineData("/etc/a.txt")]
    [InlineData("C:/a.txt")]
    [InlineData("lib//a.txt")]
    [InlineData("./a.txt")]
    [InlineData("/")]
    [InlineData("lib/a.txt:stream")]
    [InlineData("lib/a\0.txt")]
    [InlineData("lib/a\n.txt")]
    [InlineData("lib/a\u200b.txt")]
    [InlineData("lib/\u202etxt.exe")]
    [InlineData("lib/a.txt.")]
    [InlineData("lib/a.txt ")]
    [InlineData("lib/NUL.txt")]
    [InlineData("lib/com1")]
    [InlineData("lib/net8.0/\u0405ystem.dll")]
    [InlineData("lib/System.\u0422ext.dll")]
    public void A_name_that_is_dangerous_as_a_path_is_reported(string name)
    {
        var unpacked = Unpacked.Twice(new NupkgBuilder().Add(name, "x").Build());

        Assert.Contains(ProblemId.ZipUnsafeName, unpacked.Ids);
    }

    [Theory]
    [InlineData("content/\u0421\u041c\u0415\u0422\u0410.txt")]
    [InlineData("content/\u0421\u043b\u0443\u0436\u0431\u0430 net8.txt")]
    [InlineData("content/\u0391\u0392\u0393/readme.md")]
    [InlineData("content/caf\u00e9.txt")]
    public void A_name_in_another_script_is_no_disguise(string name) => Assert.DoesNotContain(ProblemId.ZipUnsafeName, Unpacked.Twice(new NupkgBuilder().Add(name, "x").Build()).Ids);

    [Fact]
    public void Bytes_that_are_not_the_UTF_8_they_claim_to_be_are_reported()
    {
        var entry = new RawEntry("", "x") { RawName = [(byte)'a', 0xC0, 0xAF], Flags = 1 << 11 };

        Assert.Contains(ProblemId.ZipUnsafeName, Unpacked.From(new NupkgBuilder().Add(entry).Build()).Ids);
    }

    [Theory]
    [InlineData(2000, 1)]
    [InlineData(1, 100)]
    public void Names_longer_or_deeper_than_the_limit_are_reported(int length, int folders)
    {
        var name = string.Concat(Enumerable.Repeat("f/", folders)) + new string('n', length);

        Assert.Contains(ProblemId.ZipUnsafeName, Unpacked.From(new NupkgBuilder().Add(name, "x").Build()).Ids);
    }

    [Theory]
    [InlineData("lib/a.txt", "lib/a.txt")]
    [InlineData("lib/a.txt", "LIB/A.txt")]
    [InlineData("lib/a.txt", "lib/%61.txt")]
    [InlineData("lib/a.txt", "lib//a.txt")]
    [InlineData("lib/a.txt", "./lib/a.txt")]
    [InlineData("lib/a.txt", "/lib/a.txt")]
    [InlineData("lib/a.txt", "lib\\a.txt")]
    [InlineData("lib/a.txt", "lib/a.txt.")]
    [InlineData("lib/\u00e9.txt", "lib/e\u0301.txt")]
    [InlineData("lib/a", "lib/a/b.txt")]
    [InlineData("lib/a/b.txt", "lib/a")]
    public void Names_that_an_installer_takes_for_the_same_are_reported(string first, string second)
    {
        var unpacked = Unpacked.Twice(new NupkgBuilder().Add(first, "1").Add(second, "2").Build());

        Assert.Contains(ProblemId.ZipAmbiguousName, unpacked.Ids);
        Assert.Equal(4, unpacked.Result.Artifacts.Count);
    }

    [Theory]
    [InlineData("lib/%61.txt")]
    [InlineData("lib/a%2Etxt")]
    [InlineData("tools%2finit.ps1")]
    [InlineData("lib/%C3%A9%7E.txt")]
    public void A_percent_sign_that_stands_for_what_needs_none_is_reported(string name)
    {
        Assert.Contains(ProblemId.ZipAmbiguousName, Unpacked.From(new NupkgBuilder().Add(name, "x").Build()).Ids);
        Assert.Empty(Unpacked.From(new RawZip().Add(new RawEntry(name, "x")).Build(), "a.zip").Problems);
    }

    [Fact]
    public void A_name_that_no_file_system_takes_is_reported() =>
        Assert.Contains(ProblemId.ZipUnsafeName, Unpacked.From(new NupkgBuilder().Add("lib/" + new string('n', 256), "x").Build()).Ids);

    [Fact]
    public void A_name_in_UTF_8_that_does_not_say_so_is_unusual() =>
        Assert.Equal([ProblemId.ZipUnusualFeature], Unpacked.From(new NupkgBuilder().Add("lib/caf\u00e9.txt", "x").Build()).Ids);

    [Theory]
    [InlineData("lib/net8.0/Sample.dll")]
    [InlineData("lib/portable-net45%2Bwin8/Sample.dll")]
    [InlineData("content/my file (1).txt")]
    [InlineData("content/caf\u00e9/\u65e5\u672c.txt")]
    [InlineData("lib/console.txt")]
    [InlineData("tools/.hidden/..x")]
    [InlineData("content/100%25 and 50%.txt")]
    public void Ordinary_names_are_quiet(string name) =>
        Assert.Empty(Unpacked.From(new NupkgBuilder().Add(new RawEntry(name, "x") { Flags = (ushort)(Ascii.IsValid(name) ? 0 : 1 << 11) }).Build()).Problems);

    [Fact]
    public void Paths_in_a_package_are_those_that_the_NuGet_client_writes_to()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add("tools%2Finit.ps1", "x").Add(".//build\\a.targets", "y").Build());

        unpacked.Artifact("sample.nupkg!tools/init.ps1");
        unpacked.Artifact("sample.nupkg!build/a.targets");
    }

    [Fact]
    public void Folder_entries_are_neither_listed_nor_ambiguous()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(new RawEntry("lib/", "") { Method = 0 }).Add("lib/a.txt", "x").Build());

        Assert.Empty(unpacked.Problems);
        Assert.Equal(3, unpacked.Result.Artifacts.Count);
    }
}
