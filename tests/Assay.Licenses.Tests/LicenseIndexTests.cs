using Assay.Model;

namespace Assay.Licenses.Tests;

public sealed class LicenseIndexTests
{
    private static readonly LicenseIndex Index = LicenseIndex.Default;

    [Fact]
    public void Every_id_is_listed_once_and_has_a_family()
    {
        Assert.True(Index.Entries.Count > 700);
        Assert.Equal(Index.Entries.Count, Index.Entries.Select(entry => entry.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Index.Entries, entry => Assert.NotEqual(LicenseFamily.Unknown, entry.Family));
        Assert.All(Index.Entries, entry => Assert.NotNull(Index.Find(entry.Text)));
    }

    [Theory]
    [InlineData("mit", "MIT", LicenseFamily.Permissive)]
    [InlineData("GPL-3.0-or-later", "GPL-3.0-or-later", LicenseFamily.StrongCopyleft)]
    [InlineData("LGPL-2.1-only", "LGPL-2.1-only", LicenseFamily.WeakCopyleft)]
    [InlineData("AGPL-3.0-only", "AGPL-3.0-only", LicenseFamily.NetworkCopyleft)]
    [InlineData("SSPL-1.0", "SSPL-1.0", LicenseFamily.SourceAvailable)]
    [InlineData("CC-BY-NC-SA-4.0", "CC-BY-NC-SA-4.0", LicenseFamily.NonCommercial)]
    [InlineData("CC-BY-ND-4.0", "CC-BY-ND-4.0", LicenseFamily.NoDerivatives)]
    [InlineData("CC-BY-4.0", "CC-BY-4.0", LicenseFamily.Permissive)]
    [InlineData("Unlicense", "Unlicense", LicenseFamily.PublicDomain)]
    public void Licences_are_found_by_id_whatever_the_case(string written, string id, LicenseFamily family)
    {
        var entry = Index.Find(written)!;

        Assert.Equal((id, family), (entry.Id, entry.Family));
    }

    [Theory]
    [InlineData("GPL-2.0", true)]
    [InlineData("GPL-2.0-only", false)]
    [InlineData("GPL-2.0-with-classpath-exception", true)]
    public void Replaced_ids_are_known(string id, bool isDeprecated) => Assert.Equal(isDeprecated, Index.Find(id)!.IsDeprecated);

    [Theory]
    [InlineData("https://opensource.org/licenses/MIT", "MIT")]
    [InlineData("http://www.opensource.org/licenses/mit-license.php", "MIT")]
    [InlineData("http://www.apache.org/licenses/LICENSE-2.0.html", "Apache-2.0")]
    [InlineData("https://www.gnu.org/licenses/agpl-3.0.en.html", null)]
    [InlineData("https://www.gnu.org/licenses/lgpl-2.1.txt", "LGPL-2.1-only")]
    [InlineData("https://creativecommons.org/licenses/by-nc/4.0/legalcode", "CC-BY-NC-4.0")]
    [InlineData("https://spdx.org/licenses/BSD-3-Clause.html", "BSD-3-Clause")]
    [InlineData("http://go.microsoft.com/fwlink/?LinkId=329770", "LicenseRef-Microsoft-DotNet-Library")]
    [InlineData("https://github.com/contoso/logging/blob/main/LICENSE", null)]
    [InlineData("LICENSE.txt", null)]
    [InlineData("", null)]
    public void Addresses_of_publishers_tell_the_licence(string address, string? id) => Assert.Equal(id, Index.FindByAddress(address)?.Id);

    [Theory]
    [InlineData("GPL-3.0-only", LicenseFamily.StrongCopyleft, ListedAs.Deny, true)]
    [InlineData("gpl-2.0-only", LicenseFamily.StrongCopyleft, ListedAs.Warn, false)]
    [InlineData("MIT", LicenseFamily.Permissive, ListedAs.Allow, true)]
    [InlineData("MPL-2.0", LicenseFamily.WeakCopyleft, ListedAs.Unlisted, false)]
    public void An_id_decides_before_its_family(string id, LicenseFamily family, ListedAs listedAs, bool byFamily) =>
        Assert.Equal((listedAs, byFamily), new LicenseListing(new LicenseSettings(["permissive"], ["GPL-2.0-only"], ["strong-copyleft"])).Find(id, family));

    [Theory]
    [InlineData(LicenseRestrictions.CommercialUse, ListedAs.Deny)]
    [InlineData(LicenseRestrictions.Modification, ListedAs.Warn)]
    [InlineData(LicenseRestrictions.Production, ListedAs.None)]
    public void What_a_licence_restricts_counts_beside_its_family(LicenseRestrictions restrictions, ListedAs listedAs) =>
        Assert.Equal(listedAs, new LicenseListing(new LicenseSettings([], ["no-derivatives"], ["non-commercial"])).Find("LicenseRef-Terms", LicenseFamily.SourceAvailable, restrictions).As);

    [Theory]
    [InlineData("MIT", true)]
    [InlineData("LicenseRef-Contoso", true)]
    [InlineData("weak-copyleft", true)]
    [InlineData("MITT", false)]
    [InlineData("copyleft", false)]
    public void An_entry_names_a_licence_a_reference_or_a_family(string entry, bool isKnown) => Assert.Equal(isKnown, LicenseListing.IsKnown(entry, Index));

    [Fact]
    public void The_index_is_what_the_tool_writes()
    {
        // The npm package spdx-license-list in the version that the index was made from.
        var list = SpdxLicenseList();
        var output = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, (int)System.Reflection.Assembly.Load("Assay.LicenseIndex").EntryPoint!.Invoke(null, [new[] { list, output }])!);

            Assert.True(File.ReadAllBytes(Path.Combine(TestInputs.Checkout.Root, "src/Assay.Licenses/Data/licenses.txt")).AsSpan().SequenceEqual(File.ReadAllBytes(output)), "Run tools/Assay.LicenseIndex again: docs/design/licenses.md names the command.");
        }
        finally
        {
            File.Delete(output);
        }
    }

    [Fact]
    public void Texts_of_the_list_are_recognised_as_themselves()
    {
        var list = SpdxLicenseList();
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(list, "spdx-full.json")));
        var licenses = document.RootElement.EnumerateObject().ToArray();
        var wrong = licenses.Where(license =>
        {
            var found = Index.FindTexts(System.Text.Encoding.UTF8.GetBytes(license.Value.GetProperty("licenseText").GetString()!), out _);
            return found.Where(text => !text.IsPhrase).Select(text => text.Id).SingleOrDefault() != Index.Find(license.Name)!.Text;
        }).Select(license => license.Name).ToArray();

        Assert.True(wrong.Length <= licenses.Length / 100, string.Join(' ', wrong));
    }

    private static string SpdxLicenseList()
    {
        const string Missing = "ASSAY_SPDX_LICENSE_LIST names no folder of the package spdx-license-list.";
        var list = Environment.GetEnvironmentVariable("ASSAY_SPDX_LICENSE_LIST");
        Assert.SkipUnless(list is { Length: > 0 } || TestInputs.Checkout.IsContinuousIntegration, Missing);
        Assert.True(list is { Length: > 0 }, Missing);
        return list!;
    }
}
