namespace Assay.Cli;

/// <summary>The scripts: each hands the line and the cursor to <c>assay [suggest:N] LINE</c>, which answers with one candidate per line.</summary>
internal static class CompletionScripts
{
    // The parser wants the line without the program's name, which the user may have aliased.
    private const string Bash = """
        # bash completion for assay
        _assay() {
          local word=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE#"${COMP_WORDS[0]}"} candidate
          local point=$((COMP_POINT - ${#COMP_WORDS[0]}))
          COMPREPLY=()
          while IFS= read -r candidate; do
            [[ $candidate == "$word"* ]] && COMPREPLY+=("$candidate")
          done < <(assay "[suggest:$point]" "$line" 2>/dev/null)
        }
        complete -o default -o bashdefault -F _assay assay

        """;

    private const string Zsh = """
        #compdef assay
        # zsh completion for assay
        _assay() {
          local line=" ${(j: :)words[2,CURRENT]}"
          local -a candidates
          candidates=(${(f)"$(assay "[suggest:${#line}]" "$line" 2>/dev/null)"})
          compadd -a candidates || _files
        }
        if [[ $funcstack[1] == _assay ]]; then _assay; else compdef _assay assay; fi

        """;

    private const string Pwsh = """
        # PowerShell completion for assay
        Register-ArgumentCompleter -Native -CommandName assay -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $name = $commandAst.CommandElements[0].ToString()
            $line = $commandAst.ToString().Substring($name.Length)
            $point = [Math]::Max(0, $cursorPosition - $commandAst.Extent.StartOffset - $name.Length)
            assay "[suggest:$point]" $line.PadRight($point) 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    private const string Fish = """
        # fish completion for assay
        function __assay_complete
            set -l line (string replace -r '^\S+' '' -- (commandline -cp))
            assay "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c assay -a '(__assay_complete)'

        """;

    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "pwsh" => Pwsh,
        _ => Fish,
    };
}
