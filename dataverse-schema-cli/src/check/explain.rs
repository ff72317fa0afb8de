use dataverse_schema_pages::Code;
use dataverse_schema_pages::suggest::did_you_mean;

macro_rules! explanations {
    ($($code:literal)+) => {
        /// Each code with its explanation.
        const EXPLANATIONS: &[(&str, &str)] = &[
            $(($code, include_str!(concat!("../../explanations/", $code, ".md"))),)+
        ];
    };
}

explanations! {
    "DV0001" "DV0002" "DV0003" "DV0004" "DV0005" "DV0006" "DV0007" "DV0008" "DV0009" "DV0010"
    "DV0011" "DV0012" "DV0013" "DV0014" "DV0015" "DV0016" "DV0017" "DV0018" "DV0019" "DV0020"
    "DV0021" "DV0022" "DV0023" "DV0024" "DV0025" "DV0026" "DV0027" "DV0028" "DV0029" "DV0030"
    "DV0031" "DV0032" "DV0033" "DV0034" "DV0035" "DV0036" "DV0037" "DV0038" "DV0039" "DV0040"
    "DV0041" "DV0042" "DV0043" "DV0044" "DV0045" "DV0046" "DV0047" "DV0048" "DV0049" "DV0050"
    "DV0051" "DV0052" "DV0053" "DV0054" "DV0055" "DV0056" "DV0057" "DV0058" "DV0059" "DV0060"
    "DV0061" "DV0062" "DV0063" "DV0064" "DV0065" "DV0066" "DV0067" "DV0068" "DV0069" "DV0070"
    "DV0071" "DV0072" "DV0073" "DV0074" "DV0075" "DV0076" "DV0077" "DV0078" "DV0079" "DV0080"
    "DV0081" "DV0082" "DV0083" "DV0084" "DV0085" "DV0086" "DV0087" "DV0088" "DV0089" "DV0090"
    "DV0091" "DV0092" "DV0093" "DV0094" "DV0095" "DV0096" "DV0097" "DV0098" "DV0099" "DV0100"
    "DV0101" "DV0102" "DV0103" "DV0104" "DV0105" "DV0110" "DV0111" "DV0112" "DV0113" "DV0114" "DV0115" "DV0116"
    "DV0117" "DV0118" "DV0119" "DV0120" "DV0121" "DV0122" "DV0123" "DV0124" "DV0125" "DV0126" "DV0127" "DV0128"
    "DV0129" "DV0130" "DV0131"
}

/// Returns the explanation of a code, in Markdown.
pub(super) fn explanation(code: Code) -> &'static str {
    let mut explanations = EXPLANATIONS.iter();
    let found = explanations.find(|(known, _)| *known == code.as_str());
    found.map_or("", |(_, text)| text)
}

/// Parses the argument of `--explain`.
pub(super) fn parse(argument: &str) -> Result<Code, String> {
    argument.parse().map_err(|_| {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        match near(argument, &known) {
            Some(near) => format!("unknown code; did you mean `{near}`?"),
            None => "unknown code; codes look like `DV0012`".to_owned(),
        }
    })
}

/// Returns the code with the same number, or else one that the argument is a typo of.
fn near<'a>(argument: &str, known: &[&'a str]) -> Option<&'a str> {
    let digits = argument.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number = digits
        .parse()
        .ok()
        .map(|number: u32| format!("DV{number:04}"));
    let same = known
        .iter()
        .copied()
        .find(|code| number.as_deref() == Some(*code));
    same.or_else(|| did_you_mean(argument, known))
}
