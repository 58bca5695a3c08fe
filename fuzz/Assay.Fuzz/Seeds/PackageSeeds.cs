using System.Text;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Fuzz.Seeds;

/// <summary>Small packages with something for every analyser.</summary>
internal static class PackageSeeds
{
    public static IEnumerable<byte[]> Packages()
    {
        var library = AssemblySeeds.Assemblies().First();
        var package = new NupkgBuilder(Encoding.UTF8.GetString(ManifestSeeds.Nuspecs().Last())).Add("lib/net8.0/Sample.dll", library).Add("lib/net8.0/Sample.pdb", AssemblySeeds.Symbols().First())
            .Add("build/Sample.targets", ManifestSeeds.BuildFiles().First()).Add("tools/init.ps1", "iex 'Get-Date'").Add("content/a.js", ScriptSeeds.JavaScript().First()).Add("LICENSE.txt", DocumentSeeds.LicenseTexts().First())
            .Add("runtimes/linux-x64/native/a.so", ImageSeeds.Elf().First()).Add("tools/a.cmd", ScriptSeeds.Batch().First()).Add("contentFiles/cs/any/a.cs", ScriptSeeds.CSharp().First())
            .Add("_rels/.rels", ManifestSeeds.PackagingParts().First()).Add("a.zip", ArchiveSeeds.Zips().First()).Add("b.tar.gz", ArchiveSeeds.Tars().ElementAt(1)).Build();
        var module = GalleryModule.Build(script: Encoding.UTF8.GetString(ScriptSeeds.PowerShell().First())).Add("Sample.format.ps1xml", ManifestSeeds.PowerShellXml().First()).Build();
        var signed = SignedPackage.Sign([new RawEntry("Sample.nuspec", NupkgBuilder.Manifest()), new RawEntry("a.reg", Encoding.UTF8.GetString(ScriptSeeds.Registry().First()))], SignedPackage.Author(TestAuthority.Default));
        return [package, module, signed];
    }
}
