using Assay.Model;

namespace Assay.Linking.Components;

/// <summary>What an assembly says of itself. Texts are as written and not trusted.</summary>
internal sealed record AssemblyStatement
{
    private const string InformationalVersionAttribute = "System.Reflection.AssemblyInformationalVersionAttribute";
    private const int LongestText = 256;

    // The identity stands among the first facts of an assembly.
    private const int IdentityRecords = 8;

    /// <summary>Simple name.</summary>
    public required string Name { get; init; }
    /// <summary><c>reference</c>, <c>satellite</c>, <c>module</c>, or a kind that has code.</summary>
    public required string Kind { get; init; }
    /// <summary>Four numbers.</summary>
    public required string Version { get; init; }
    /// <summary>Public key token; empty for an assembly without a key.</summary>
    public string Token { get; init; } = "";
    /// <summary>What <c>AssemblyInformationalVersion</c> or the product version of the resource says.</summary>
    public string? InformationalVersion { get; init; }
    /// <summary>File version of the version resource, without what stands behind a blank.</summary>
    public string? FileVersion { get; init; }
    /// <summary>Product of the version resource.</summary>
    public string? Product { get; init; }
    /// <summary>Original file name of the version resource.</summary>
    public string? OriginalName { get; init; }

    /// <summary>False for a facade, which only says where types have gone.</summary>
    public bool HasCode { get; init; }

    /// <summary>Reads the statements; null for what is no assembly.</summary>
    public static AssemblyStatement? Read(FileFacts facts)
    {
        string? name = null, kind = null, version = null, token = null;
        for (var i = 0; i < Math.Min(IdentityRecords, facts.Records.Count); i++)
        {
            var record = facts.Records[i];
            if (record.Kind == FactKind.Metadata && record.Arguments != FactRecord.None)
            {
                switch (facts.Strings[record.Value])
                {
                    case "assembly.kind":
                        kind = ValueOf(facts, record);
                        break;
                    case "assembly.name":
                        name = ValueOf(facts, record);
                        break;
                    case "assembly.version":
                        version = ValueOf(facts, record);
                        break;
                    case "assembly.public-key-token":
                        token = ValueOf(facts, record);
                        break;
                }
            }
        }

        return name is { Length: > 0 and <= LongestText } && kind is not null && version is not null
            ? ReadRest(facts, new AssemblyStatement { Name = name, Kind = kind, Version = version, Token = token ?? "" })
            : null;
    }

    private static AssemblyStatement ReadRest(FileFacts facts, AssemblyStatement statement)
    {
        string? productVersion = null;
        var hasCode = false;
        foreach (ref readonly var record in facts.RecordSpan)
        {
            hasCode |= record.Kind is FactKind.Call or FactKind.New or FactKind.Base or FactKind.Method;
            if (record.Arguments == FactRecord.None || record.Place != FactRecord.None)
            {
                continue;
            }

            switch (record.Kind)
            {
                case FactKind.Attribute when statement.InformationalVersion is null && facts.Strings[record.Value] == InformationalVersionAttribute:
                    statement = statement with { InformationalVersion = facts.Arguments[record.Arguments].Items is [{ Value: { } informational }, ..] ? informational : null };
                    break;
                case FactKind.Metadata:
                    switch (facts.Strings[record.Value])
                    {
                        case "file.version":
                            statement = statement with { FileVersion = ValueOf(facts, record)?.Split(' ')[0] };
                            break;
                        case "file.product-version":
                            productVersion = ValueOf(facts, record);
                            break;
                        case "file.product":
                            statement = statement with { Product = ValueOf(facts, record) };
                            break;
                        case "file.original-name":
                            statement = statement with { OriginalName = ValueOf(facts, record) };
                            break;
                    }

                    break;
            }
        }

        return statement with { HasCode = hasCode, InformationalVersion = statement.InformationalVersion ?? productVersion };
    }

    private static string? ValueOf(FileFacts facts, in FactRecord record) => facts.Arguments[record.Arguments]["value"];
}
