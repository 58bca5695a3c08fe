using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.IL;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.Recovery;

/// <summary>Interprets the methods that may compute constants, and walks those again in which one was found.</summary>
internal sealed class ConstantRecovery(MetadataReader metadata, MethodBodies bodies, MethodWalker walker, PlaceTable places, Interpreter interpreter, FactWriter facts)
{
    /// <summary>Recovers what the suspects compute; their facts are replaced by those that know it.</summary>
    public void Run(Suspects suspects)
    {
        var replacements = new List<FactReplacement>();
        foreach (var suspect in suspects.Chosen())
        {
            if (interpreter.IsExhausted)
            {
                facts.AddLimit(Limit.ConstantSteps, "More code computes constants than is interpreted; some texts were left as they are written.", incomplete: false);
                break;
            }

            Recover(suspect, replacements);
        }

        facts.Replace(replacements);
    }

    private void Recover(in Suspect suspect, List<FactReplacement> replacements)
    {
        var handle = MetadataTokens.MethodDefinitionHandle(suspect.Row);
        if (interpreter.Interpret(handle) is not { } recovered)
        {
            return;
        }

        foreach (var (_, bytes, encodings) in recovered.Payloads)
        {
            var how = EncodingNames.Describe(encodings);
            walker.Derived.AddProgram(bytes, how.Length == 0 ? "bytes in code" : how, places.Of(handle), (encodings & Encodings.Decoding) != 0);
        }

        if (!recovered.HasTexts || !bodies.TryRead(suspect.Row, out var body))
        {
            return;
        }

        var from = facts.Count;
        walker.Walk(handle, (metadata.GetMethodDefinition(handle).Attributes & MethodAttributes.Static) != 0, body, recovered);
        replacements.Add(new FactReplacement(suspect.FirstFact, suspect.Count, from, facts.Count - from));
    }
}
