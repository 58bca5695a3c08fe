using Assay.DotNet.Resources;
using Assay.Model;
using Assay.PowerShell;
using Assay.Text.Secrets;

namespace Assay.Scan;

/// <summary>Looks for secrets in an artifact, whatever its language.</summary>
internal static class SecretSearch
{
    /// <summary>Writes <c>secret</c> facts. Comes after the analyser of the format: it reads the texts that one wrote.</summary>
    public static void Analyze(in Artifact artifact, FactWriter facts)
    {
        switch (artifact.Info.Kind)
        {
            case ArtifactKind.ManagedAssembly:
                SecretFacts.AddFromStrings(facts, computedOnly: false);
                if (ResourceRange.Of(artifact.Bytes) is (var offset, > 0 and var length))
                {
                    SecretFacts.AddFromBinary(artifact.Bytes.Slice(offset, length), offset, "resource", facts);
                }

                break;

            case ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO:
                SecretFacts.AddFromBinary(artifact.Bytes, 0, "code", facts);
                break;

            case ArtifactKind.PowerShell:
                // Help and examples stand in remarks. The tokens are read again where something was found, which is rare.
                var content = artifact.Memory;
                ScriptRemarks? remarks = null;
                SecretFacts.AddFromText(artifact.Bytes, "code", (line, column) => (remarks ??= ScriptRemarks.Read(content)).Contains(line, column), facts);
                SecretFacts.AddFromStrings(facts, computedOnly: true);
                break;

            case ArtifactKind.PowerShellXml or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.DotNetSource or ArtifactKind.OtherSource
                or ArtifactKind.MSBuild or ArtifactKind.HtmlApplication:
                SecretFacts.AddFromText(artifact.Bytes, "code", facts);
                SecretFacts.AddFromStrings(facts, computedOnly: true);
                break;

            case ArtifactKind.Text or ArtifactKind.Json or ArtifactKind.Xml or ArtifactKind.RegistryFile or ArtifactKind.SetupInformation or ArtifactKind.InternetShortcut or ArtifactKind.PackagingPart:
                SecretFacts.AddFromText(artifact.Bytes, "file", facts);
                if (EnvironmentFiles.Is(artifact.Info.Name))
                {
                    EnvironmentFiles.Analyze(artifact.Bytes, facts);
                }

                break;

            case ArtifactKind.Documentation or ArtifactKind.XmlDocumentation or ArtifactKind.License or ArtifactKind.Html:
                SecretFacts.AddFromText(artifact.Bytes, "documentation", facts);
                break;

            case ArtifactKind.Unknown:
                KeyFiles.Analyze(artifact.Bytes, facts);
                break;
        }
    }
}
