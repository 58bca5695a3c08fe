using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Signatures by role.</summary>
internal static class SignatureView
{
    public static void Write(IReadOnlyList<ReportedSignature> signatures, HtmlWriter html)
    {
        using (Section.Open(html, "signatures", "Signatures", signatures.Count == 0 ? null : $"{signatures.Count:N0}"))
        {
            if (signatures.Count == 0)
            {
                html.Element("p.none", "None found.");
                return;
            }

            Table.Write(html, "Signatures in the package", ["File", "Role", "Digest", "Status"],
                signatures.Select(IReadOnlyList<string?> (signature) => [signature.Artifact, signature.Role, signature.Digest ?? "not read", signature.Status ?? "not checked"]));
        }
    }
}
